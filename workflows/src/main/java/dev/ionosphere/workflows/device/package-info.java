/** What is asked of a device, what it answers, and the telemetry it sends. */
@NullMarked
package dev.ionosphere.workflows.device;

import org.jspecify.annotations.NullMarked;
