/**
 * Pages about devices and what they run. Start at {@link
 * dev.ionosphere.api.dashboard.device.DevicePages}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.device;

import org.jspecify.annotations.NullMarked;
