package dev.ionosphere.api.dashboard.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.pack.Role;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each cluster of a model holds. Read from the package's own part {@code metrics},
 * which the evidence's digest covers; the metrics that are kept by name are single numbers.
 */
@Singleton
public final class ClusterSizes {
  private static final int SHOWN = 12;

  private final ModelRegistry models;

  ClusterSizes(ModelRegistry models) {
    this.models = models;
  }

  /** Largest first, because clusters of two models have no common order; empty without clusters. */
  public String of(@Nullable String digest) {
    if (digest == null) {
      return "";
    }
    try {
      return models
          .part(models.model(digest), Role.METRICS)
          .map(part -> Json.tree(new String(part, StandardCharsets.UTF_8)).path("sizes"))
          .map(ClusterSizes::numbers)
          .map(ClusterSizes::text)
          .orElse("");
    } catch (HubException gone) {
      return "";
    }
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
