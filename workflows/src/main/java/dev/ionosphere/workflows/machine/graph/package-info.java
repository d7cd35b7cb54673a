/** Where edges lead. Asks nodes for their ports, never for their kind. */
@NullMarked
package dev.ionosphere.workflows.machine.graph;

import org.jspecify.annotations.NullMarked;
