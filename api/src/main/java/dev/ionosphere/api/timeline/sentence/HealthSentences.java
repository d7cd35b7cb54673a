package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.HealthEvent;
import java.util.Map;

/** Drift in words. */
final class HealthSentences {

  static Sentence of(HealthEvent event) {
    return switch (event) {
      case HealthEvent.DriftDetected drift ->
          said(Mood.BAD, "Drift: the data is unlike training", lowest(drift));
      case HealthEvent.DriftCleared cleared ->
          said(Mood.OK, "Drift is over: the data is like training again");
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

  private HealthSentences() {}
}
