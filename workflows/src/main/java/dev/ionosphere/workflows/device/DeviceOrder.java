package dev.ionosphere.workflows.device;

import org.jspecify.annotations.Nullable;

/**
 * A signed order on its way to a device through Temporal. Only {@code order} is followed; the rest
 * says which part of it is asked about.
 *
 * @param order JSON of {@code models.order.Order}
 * @param trace W3C traceparent of what caused it
 */
public record DeviceOrder(
    String device,
    String ion,
    String node,
    long generation,
    String order,
    @Nullable String trace) {}
