package dev.ionosphere.benchmarks;

import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Instant;
import java.util.stream.IntStream;

/** Entries of about 600 bytes, each caused by the one before. */
final class LedgerEntries {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String RUN = "0197a2c4-5c1e-7d1c-9a83-b10a2b5c6d7e";

  /** Entries with the numbers from {@code first} on. */
  static TimelineBatch batch(String ion, int first, int count) {
    return new TimelineBatch(
        ion,
        "ion:" + ion,
        RUN,
        IntStream.range(first, first + count).mapToObj(i -> entry(ion, i)).toList());
  }

  static String key(String ion, int number) {
    return ion + "/skipped/" + number;
  }

  private static TimelineEntry entry(String ion, int number) {
    return new TimelineEntry(
        key(ion, number),
        START.plusSeconds(number),
        Actor.SCHEDULE,
        "retrain",
        number == 0 ? null : key(ion, number - 1),
        new RunEvent.RunSkipped(
            "retrain",
            "an earlier run is still going on",
            1,
            START.plusSeconds(number),
            START.plusSeconds(number)));
  }

  private LedgerEntries() {}
}
