package dev.ionosphere.api.alert;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as REST sends it.
 *
 * @param device that it is about; absent if it is about none
 * @param openedAt since when its cause is known
 */
@Introspected
record AlertView(
    @Nullable Long id,
    String severity,
    String kind,
    String ion,
    @Nullable String node,
    @Nullable String device,
    Instant openedAt,
    String message,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String clearedBy,
    @Nullable Instant clearedAt) {

  static AlertView of(Alert alert) {
    return new AlertView(
        alert.id(),
        alert.severity(),
        alert.kind(),
        alert.ion(),
        alert.node(),
        alert.isOfDevice() ? alert.subject() : null,
        alert.raisedAt(),
        alert.message(),
        alert.acknowledgedBy(),
        alert.acknowledgedAt(),
        alert.clearedBy(),
        alert.clearedAt());
  }
}
