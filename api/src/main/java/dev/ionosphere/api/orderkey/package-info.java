/**
 * The keys that orders are signed with and the roots of trust that name them. Start at {@link
 * dev.ionosphere.api.orderkey.OrderKeys}.
 */
@NullMarked
package dev.ionosphere.api.orderkey;

import org.jspecify.annotations.NullMarked;
