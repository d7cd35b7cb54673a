/**
 * How a device and a hub agree on the key of a session, for both sides: the device's offer, signed
 * by the key it enrolled with, and two keys that last for one exchange. The hub's answer is {@link
 * dev.ionosphere.models.order.SignedSession}, as it is signed by a key of the root of trust.
 */
@NullMarked
package dev.ionosphere.models.session;

import org.jspecify.annotations.NullMarked;
