package dev.ionosphere.api.telemetry;

import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.health.Baseline;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Whether counts can be what a device has seen with a model. */
final class WindowChecks {

  /** Rows between two closings of a window; keeps every sum far from overflow. */
  static final long MOST_ROWS = 1_000_000_000;

  /** Why the window cannot be counted, or nothing if it can. */
  static Optional<String> wrong(Telemetry.Window window, Baseline baseline) {
    if (window.rows() > MOST_ROWS) {
      return Optional.of("got " + window.rows() + " rows, allowed are at most " + MOST_ROWS);
    }
    if (!fit(window.predictions(), window.rows())) {
      return Optional.of(counts("predictions", window.predictions(), window.rows()));
    }
    if (!window.anomalies().stream().allMatch(WindowChecks::possible)) {
      return Optional.of("an anomaly has no row or finite score, or an odd label");
    }
    return histograms(window.histograms(), window.rows(), baseline);
  }

  private static boolean possible(Telemetry.Anomaly anomaly) {
    return anomaly != null
        && anomaly.row() >= 0
        && Double.isFinite(anomaly.score())
        && (anomaly.label() == null || isLabel(anomaly.label()));
  }

  private static boolean isLabel(String text) {
    try {
      return text.equals(ShortText.checked("label", text));
    } catch (ModelFormatException e) {
      return false;
    }
  }

  private static Optional<String> histograms(
      Map<String, long[]> histograms, long rows, Baseline baseline) {
    if (histograms.size() != baseline.features().size()) {
      return Optional.of(
          "got histograms of %d features, the model has %d"
              .formatted(histograms.size(), baseline.features().size()));
    }
    for (Baseline.Feature feature : baseline.features()) {
      long[] counts = histograms.get(feature.name());
      if (counts == null) {
        return Optional.of("feature " + feature.name() + " has no histogram");
      }
      if (counts.length != feature.bins().size()) {
        return Optional.of(
            "feature %s: got %d bins, the model has %d"
                .formatted(feature.name(), counts.length, feature.bins().size()));
      }
      if (!fit(counts, rows)) {
        return Optional.of(counts("feature " + feature.name(), counts, rows));
      }
    }
    return Optional.empty();
  }

  private static boolean fit(long[] counts, long rows) {
    long left = rows;
    for (long count : counts) {
      if (count < 0 || count > left) {
        return false;
      }
      left -= count;
    }
    return true;
  }

  private static String counts(String what, long[] counts, long rows) {
    return "%s: got counts %s of %d rows, allowed: 0 or more, in sum at most the rows"
        .formatted(what, Arrays.toString(Arrays.copyOf(counts, Math.min(counts.length, 20))), rows);
  }

  private WindowChecks() {}
}
