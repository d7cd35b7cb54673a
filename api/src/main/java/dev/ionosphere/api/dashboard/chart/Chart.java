package dev.ionosphere.api.dashboard.chart;

import dev.ionosphere.api.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One chart.
 *
 * @param kind bar or line
 * @param labels along the x axis
 * @param unit after every value, such as {@code " %"}
 * @param max upper end of the y axis, null to fit the values
 * @param spoken what it shows, for those who do not see it
 */
public record Chart(
    String kind,
    List<String> labels,
    List<Series> series,
    String unit,
    @Nullable Double max,
    String spoken) {
  public Chart {
    labels = List.copyOf(labels);
    series = List.copyOf(series);
  }

  /**
   * Values of one thing.
   *
   * @param colour name of a colour in the style sheet
   * @param dashed for limits
   */
  public record Series(String name, String colour, boolean dashed, double[] values) {
    public Series {
      values = values.clone();
    }

    @Override
    public double[] values() {
      return values.clone();
    }
  }

  /** What {@code charts.js} reads. */
  public String json() {
    return Json.canonical(
        Map.of(
            "kind", kind,
            "labels", labels,
            "unit", unit,
            "max", max == null ? false : max,
            "series", series.stream().map(Chart::plain).toList()));
  }

  private static Map<String, Object> plain(Series series) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", series.name());
    plain.put("colour", series.colour());
    plain.put("dashed", series.dashed());
    // JSON knows no NaN; a hole in a line says the same.
    plain.put(
        "values",
        Arrays.stream(series.values).mapToObj(v -> Double.isFinite(v) ? v : null).toList());
    return plain;
  }
}
