package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.baseline.FeatureSummary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The file {@code schema.json}: what became of each column. */
final class ModelSchema {

  /**
   * @param columns that could be learned from, also those that proved constant
   */
  static Map<String, Object> of(TrainingRows rows, List<FeatureSummary> columns) {
    Map<String, Object> schema = new TreeMap<>();
    schema.put(
        "features",
        rows.features().stream()
            .map(column -> feature(column, rows.rows().categories(column.name())))
            .toList());
    schema.put(
        "constant",
        Stream.concat(
                rows.input().constant().stream(),
                columns.stream().filter(FeatureSummary::constant).map(FeatureSummary::name))
            .toList());
    schema.put("leftOut", rows.input().leftOut());
    rows.input().labels(rows.rows()).ifPresent(labels -> schema.put("label", labels));
    return schema;
  }

  private static Map<String, Object> feature(FeatureSummary column, List<String> categories) {
    if (!categories.isEmpty()) {
      return Map.of("name", column.name(), "type", "string", "categories", categories);
    }
    return Map.of(
        "name", column.name(), "type", "double", "least", column.least(), "most", column.most());
  }

  private ModelSchema() {}
}
