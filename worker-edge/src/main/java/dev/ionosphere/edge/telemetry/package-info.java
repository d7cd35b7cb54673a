/** What the device has seen, on its way to the hub: incidents, and the delivery of the spool. */
@NullMarked
package dev.ionosphere.edge.telemetry;

import org.jspecify.annotations.NullMarked;
