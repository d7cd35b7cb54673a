/**
 * Which orders the device follows: what it trusts, what it holds, and the hub's time. How orders
 * arrive is said by an {@link dev.ionosphere.edge.feed.OrderFeed}.
 */
@NullMarked
package dev.ionosphere.edge.order;

import org.jspecify.annotations.NullMarked;
