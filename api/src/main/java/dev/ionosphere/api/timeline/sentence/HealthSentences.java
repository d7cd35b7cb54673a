package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.HealthEvent;
import java.util.Locale;
import java.util.Map;

/** Drift and anomalies in words. */
final class HealthSentences {

  static Sentence of(HealthEvent event) {
    return switch (event) {
      case HealthEvent.DriftDetected drift ->
          said(Mood.BAD, "Drift: the data is unlike training", lowest(drift));
      case HealthEvent.DriftCleared cleared ->
          said(Mood.OK, "Drift is over: the data is like training again");
      case HealthEvent.AnomaliesDetected found ->
          said(
              Mood.BAD,
              "Too many rows are anomalies",
              "%s of %d, allowed %s"
                  .formatted(percent(found.share()), found.rows(), percent(found.allowed())));
      case HealthEvent.AnomaliesCleared cleared ->
          said(Mood.OK, "Anomalies are within what is allowed again");
    };
  }

  private static String lowest(HealthEvent.DriftDetected drift) {
    return drift.similarity().entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(lowest ->
            "most unlike: %s, similarity %s, over %d rows"
                .formatted(lowest.getKey(), Words.number(lowest.getValue()), drift.rows()))
        .orElse("");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private HealthSentences() {}
}
