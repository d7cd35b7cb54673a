/** What a device is told to run, what it answers, and the telemetry it sends. */
@NullMarked
package dev.ionosphere.models.device;

import org.jspecify.annotations.NullMarked;
