package dev.ionosphere.api.dashboard.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.dashboard.Format;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many rows each cluster of a k-means model holds. */
@Singleton
public final class ClusterSizes {
  private static final int SHOWN = 12;

  private final MetricsPart metrics;

  ClusterSizes(MetricsPart metrics) {
    this.metrics = metrics;
  }

  /** Largest first, because clusters of two models have no common order; empty without clusters. */
  public String of(@Nullable String digest) {
    return text(numbers(metrics.of(digest).path("sizes")));
  }

  private static List<Long> numbers(JsonNode sizes) {
    List<Long> numbers = new ArrayList<>();
    sizes.elements().forEachRemaining(size -> numbers.add(size.asLong()));
    return numbers;
  }

  /** The smallest is always said: it may be the one that matters. */
  static String text(List<Long> sizes) {
    List<Long> sorted = sizes.stream().sorted(Comparator.reverseOrder()).toList();
    if (sorted.size() <= SHOWN) {
      return joined(sorted);
    }
    return "%s … %d more … %s"
        .formatted(
            joined(sorted.subList(0, SHOWN - 1)),
            sorted.size() - SHOWN,
            Format.count(sorted.getLast()));
  }

  private static String joined(List<Long> sizes) {
    return sizes.stream().map(Format::count).collect(Collectors.joining(" · "));
  }
}
