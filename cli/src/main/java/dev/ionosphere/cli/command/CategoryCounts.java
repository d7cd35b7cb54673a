package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The categories of features that are texts, in training and now. */
final class CategoryCounts {

  private static final int MOST = 20;

  /**
   * One line a category, the most frequent now first; the last is of values training did not see.
   */
  static ArrayNode of(JsonNode features) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    for (JsonNode feature : features) {
      JsonNode labels = feature.path("labels");
      if (!labels.isEmpty()) {
        addTo(lines, feature, labels);
      }
    }
    return lines;
  }

  private static void addTo(ArrayNode lines, JsonNode feature, JsonNode labels) {
    List<Integer> bins = new ArrayList<>();
    for (int bin = 0; bin < labels.size(); bin++) {
      bins.add(bin);
    }
    bins.sort(Comparator.comparingLong(bin -> -feature.path("now").path(bin).asLong()));
    bins.stream().limit(MOST).forEach(bin -> line(lines, feature, labels.path(bin).asText(), bin));
    if (labels.size() > MOST) {
      line(lines, feature, "(%d more)".formatted(labels.size() - MOST), -1);
    }
    line(lines, feature, "(unseen in training)", labels.size());
  }

  private static void line(ArrayNode lines, JsonNode feature, String category, int bin) {
    lines
        .addObject()
        .put("name", feature.path("name").asText())
        .put("category", category)
        .put("training", bin < 0 ? "" : share(feature.path("training"), bin))
        .put("now", bin < 0 ? "" : share(feature.path("now"), bin));
  }

  private static String share(JsonNode counts, int bin) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * counts.path(bin).asLong() / sum);
  }

  private CategoryCounts() {}
}
