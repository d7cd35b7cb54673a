/**
 * Orders through Temporal, on the device's own queue. The only package that needs {@code workflows}
 * and Temporal's client; a device that polls the hub runs without their jars. Start at {@link
 * dev.ionosphere.edge.temporal.TemporalFeed}.
 */
@NullMarked
package dev.ionosphere.edge.temporal;

import org.jspecify.annotations.NullMarked;
