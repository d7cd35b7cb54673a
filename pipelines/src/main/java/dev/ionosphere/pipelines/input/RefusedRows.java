package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.pipelines.JobException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows that were not read, as people are told of them. */
final class RefusedRows {

  /** How many there are, by the name of the reason. */
  static Map<String, Long> counts(Refusals refusals) {
    Map<String, Long> counts = new TreeMap<>();
    refusals.counts().forEach((reason, count) -> counts.put(reason.wireName(), count));
    return counts;
  }

  /** Each reason with its number and its first example. */
  static String told(Refusals refusals) {
    return refusals.counts().entrySet().stream()
        .map(entry ->
            "%s %d (%s)"
                .formatted(
                    entry.getKey().wireName(),
                    entry.getValue(),
                    refusals.examples().get(entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  /**
   * If more than half are refused, the format is another than the one that was stated, or the files
   * are broken.
   *
   * @param taken rows that were read
   */
  static void check(TableFiles files, long taken, Refusals refusals) {
    if (taken == 0 && refusals.isEmpty()) {
      throw new JobException("input %s has no row".formatted(files.shown()));
    }
    if (refusals.count() > taken) {
      throw new JobException(
          "input %s: %d of %d rows are refused, more than half: %s"
              .formatted(
                  files.shown(), refusals.count(), taken + refusals.count(), told(refusals)));
    }
  }

  private RefusedRows() {}
}
