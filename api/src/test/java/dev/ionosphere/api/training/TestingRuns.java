package dev.ionosphere.api.training;

import java.time.Instant;
import java.util.Map;

/** Rows of training runs. */
public final class TestingRuns {

  private TestingRuns() {}

  /**
   * Asked for by a person and not ended.
   *
   * @param id {@code <ion>.<node>.<n>}
   */
  public static TrainingRun running(String id, Instant started) {
    String[] parts = id.split("\\.");
    return new TrainingRun(
        id,
        parts[0],
        parts[1],
        "running",
        "request",
        "person:a",
        started,
        null,
        null,
        Map.of(),
        null,
        null);
  }
}
