/** How a run of an ION learns of the end of work that an earlier run started. */
@NullMarked
package dev.ionosphere.workflows.watch;

import org.jspecify.annotations.NullMarked;
