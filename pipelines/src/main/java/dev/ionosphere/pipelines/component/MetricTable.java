package dev.ionosphere.pipelines.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a model that belong together, as people are shown them: {@code tables} of {@code
 * metrics.json}.
 *
 * @param rows of texts and numbers, null where there is none; as many as there are columns
 */
public record MetricTable(String title, List<String> columns, List<List<@Nullable Object>> rows) {

  public MetricTable {
    columns = List.copyOf(columns);
    // Cells may be null.
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }
}
