/** Takes what devices report. Start at {@link dev.ionosphere.api.telemetry.TelemetryIntake}. */
@NullMarked
package dev.ionosphere.api.telemetry;

import org.jspecify.annotations.NullMarked;
