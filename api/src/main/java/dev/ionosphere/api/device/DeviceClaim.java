package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A machine says that it is a device, and cannot prove it: a question to a person.
 *
 * @param said what the newest one said of itself
 * @param times how often it was asked
 */
@Introspected
@MappedEntity("device_claim")
public record DeviceClaim(
    @Id String device, String said, long times, Instant firstAt, Instant lastAt) {}
