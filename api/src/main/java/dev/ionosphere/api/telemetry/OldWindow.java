package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Windows of agents up to 0.3.0 become buckets at the door. Their numbers could repeat; what told
 * them apart was their content, which names the part.
 */
final class OldWindow {

  private static final int HEX_DIGITS = 15; // as many as fit a positive long

  static Bucket bucket(Telemetry.Window window) {
    Map<String, Bucket.Seen> features = new TreeMap<>();
    window
        .histograms()
        .forEach((name, counts) -> features.put(name, new Bucket.Seen(counts, null, null)));
    return new Bucket(
        window.ion(),
        window.node(),
        window.digest(),
        window.generation(),
        window.from().truncatedTo(ChronoUnit.SECONDS),
        1,
        1 + Long.parseLong(Sha256.hex(Json.canonical(window)).substring(0, HEX_DIGITS), 16),
        window.to(),
        window.rows(),
        window.rows(),
        Map.of(),
        null,
        features,
        window.predictions(),
        window.anomalies().size(),
        window.anomalies(),
        new Bucket.SourceState(Bucket.SourceState.Status.READING, lastRow(window), null, null, ""),
        window.offline());
  }

  private static @Nullable Instant lastRow(Telemetry.Window window) {
    return window.rows() == 0 ? null : window.to();
  }

  private OldWindow() {}
}
