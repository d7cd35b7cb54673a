package dev.ionosphere.api.retention;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How long each kind is kept: {@code hub.retention.<kind>} in days, 0 for ever. */
@Singleton
final class RetentionConfiguration {

  private final Map<RetentionKind, Integer> days = new EnumMap<>(RetentionKind.class);

  RetentionConfiguration(Environment environment) {
    for (RetentionKind kind : RetentionKind.values()) {
      int wanted =
          environment
              .getProperty("hub.retention." + kind.text(), Integer.class)
              .orElse(kind.days());
      if (wanted < 0) {
        throw new IllegalArgumentException(
            "ION_RETENTION_" + kind + ": got " + wanted + ", allowed are days, 0 keeps all");
      }
      days.put(kind, wanted);
    }
  }

  /** Nothing if the kind is kept for ever. */
  Optional<Duration> kept(RetentionKind kind) {
    int wanted = days.getOrDefault(kind, 0);
    return wanted == 0 ? Optional.empty() : Optional.of(Duration.ofDays(wanted));
  }
}
