/** Nodes of kind {@code training}. */
@NullMarked
package dev.ionosphere.api.node.training;

import org.jspecify.annotations.NullMarked;
