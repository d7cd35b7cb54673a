/** Chooses the room of a node. Start at {@link dev.ionosphere.api.node.view.NodeViews}. */
@NullMarked
package dev.ionosphere.api.node.view;

import org.jspecify.annotations.NullMarked;
