/** Nodes of kind {@code approval}. */
@NullMarked
package dev.ionosphere.api.node.approval;

import org.jspecify.annotations.NullMarked;
