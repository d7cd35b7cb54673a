/**
 * The device's session with its hub: opened with the key it enrolled with, checked by its root of
 * trust, and signing each request. No clock of the device counts here. Start at {@link
 * dev.ionosphere.edge.session.DeviceSession}.
 */
@NullMarked
package dev.ionosphere.edge.session;

import org.jspecify.annotations.NullMarked;
