/** Node kind {@code gate}: lets a candidate pass when a condition holds. */
@NullMarked
package dev.ionosphere.workflows.machine.node.gate;

import org.jspecify.annotations.NullMarked;
