/** Nodes of kind {@code gate}. */
@NullMarked
package dev.ionosphere.api.node.gate;

import org.jspecify.annotations.NullMarked;
