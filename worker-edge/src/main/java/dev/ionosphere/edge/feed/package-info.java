/** How orders arrive. Start at {@link dev.ionosphere.edge.feed.OrderFeed}. */
@NullMarked
package dev.ionosphere.edge.feed;

import org.jspecify.annotations.NullMarked;
