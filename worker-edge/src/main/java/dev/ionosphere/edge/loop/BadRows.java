package dev.ionosphere.edge.loop;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows that were left out and tells of them: at once of the first, then of all since, at
 * most once a minute. A source may have one in every bucket for months.
 */
final class BadRows {

  private static final Duration APART = Duration.ofMinutes(1);

  private final Map<String, Long> left = new TreeMap<>();
  private @Nullable String first;
  private boolean telling;
  private long told;

  /**
   * Takes in what buckets left out, perhaps nothing.
   *
   * @param more rows by reason
   * @param firstOfThem what was wrong with the first
   * @param now monotonic nanoseconds
   * @return what is to be told now
   */
  Optional<String> add(Map<String, Long> more, @Nullable String firstOfThem, long now) {
    if (left.isEmpty()) {
      first = firstOfThem;
    }
    more.forEach((reason, rows) -> left.merge(reason, rows, Long::sum));
    if (left.isEmpty() || tooSoon(now)) {
      return Optional.empty();
    }
    String message = "%s; first: %s".formatted(counts(), first);
    left.clear();
    telling = true;
    told = now;
    return Optional.of(message);
  }

  private String counts() {
    long rows = left.values().stream().mapToLong(Long::longValue).sum();
    String reasons =
        left.entrySet().stream()
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
    return rows + " rows left out" + (left.size() > 1 ? reasons : "");
  }

  private boolean tooSoon(long now) {
    return telling && now - told < APART.toNanos();
  }
}
