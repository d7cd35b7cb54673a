/**
 * Orders for devices: the keys they are signed with, what each device is to run, and the signed
 * envelopes that say so. Start at {@link dev.ionosphere.api.order.OrderDesk}.
 */
@NullMarked
package dev.ionosphere.api.order;

import org.jspecify.annotations.NullMarked;
