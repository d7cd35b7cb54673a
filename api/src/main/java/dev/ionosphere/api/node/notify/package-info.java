/** Nodes of kind {@code notify}. */
@NullMarked
package dev.ionosphere.api.node.notify;

import org.jspecify.annotations.NullMarked;
