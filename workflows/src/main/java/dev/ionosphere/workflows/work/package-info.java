/** Long work of a node: a workflow of its own that outlives the runs of its ION. */
@NullMarked
package dev.ionosphere.workflows.work;

import org.jspecify.annotations.NullMarked;
