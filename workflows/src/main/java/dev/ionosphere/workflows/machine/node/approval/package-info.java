/** Node kind {@code approval}: lets a candidate pass when enough people say so. */
@NullMarked
package dev.ionosphere.workflows.machine.node.approval;

import org.jspecify.annotations.NullMarked;
