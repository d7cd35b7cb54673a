/** Node kind {@code inference}: which model devices should run, and what is known of it there. */
@NullMarked
package dev.ionosphere.workflows.machine.node.inference;

import org.jspecify.annotations.NullMarked;
