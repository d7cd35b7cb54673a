/** Judging a candidate by a condition, as messages. */
@NullMarked
package dev.ionosphere.workflows.gate;

import org.jspecify.annotations.NullMarked;
