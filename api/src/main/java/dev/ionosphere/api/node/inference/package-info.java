/** Nodes of kind {@code inference}. */
@NullMarked
package dev.ionosphere.api.node.inference;

import org.jspecify.annotations.NullMarked;
