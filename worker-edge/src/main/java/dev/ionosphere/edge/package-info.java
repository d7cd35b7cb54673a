/** The device agent: {@link dev.ionosphere.edge.EdgeWorker} wires it together and starts it. */
@NullMarked
package dev.ionosphere.edge;

import org.jspecify.annotations.NullMarked;
