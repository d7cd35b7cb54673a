package dev.ionosphere.models.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The baseline's JSON. Read are both habits: only the finite edges, or all of them with {@code
 * "-Infinity"} and {@code "Infinity"} at the ends; categorical counts with or without the count of
 * all other values.
 */
final class BaselineJson {

  private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;
  private static final int MOST_LABELS = 100_000;

  private BaselineJson() {}

  static byte[] write(Baseline baseline) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("features");
      for (Baseline.Feature feature : baseline.features()) {
        json.writeStartObject();
        json.writeStringField("name", feature.name());
        json.writeStringField("kind", feature.bins().kind().wireName());
        double[] edges = feature.bins().edges();
        json.writeFieldName("edges");
        json.writeArray(edges, 0, edges.length);
        long[] counts = feature.training().counts();
        json.writeFieldName("counts");
        json.writeArray(counts, 0, counts.length);
        json.writeNumberField("missing", feature.training().missing());
        if (!feature.labels().isEmpty()) {
          json.writeArrayFieldStart("labels");
          for (String label : feature.labels()) {
            json.writeString(label);
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      if (baseline.predictions().isPresent()) {
        long[] counts = baseline.predictions().get().counts();
        json.writeFieldName("predictions");
        json.writeArray(counts, 0, counts.length);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  static Baseline read(byte[] bytes) {
    JsonFields json =
        JsonFields.parse("baseline", bytes, MAXIMUM_BYTES).only("features", "predictions");
    List<JsonFields> features = json.objects("features");
    return new Baseline(
        features.stream().map(BaselineJson::feature).toList(),
        json.has("predictions") ? Optional.of(predictions(json)) : Optional.empty());
  }

  private static Histogram predictions(JsonFields json) {
    long[] counts = json.wholes("predictions");
    if (counts.length > MOST_LABELS) {
      throw new ModelFormatException(
          json.path("predictions"), counts.length, "at most " + MOST_LABELS);
    }
    try {
      return Histogram.of(counts);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(
          json.path("predictions"), Arrays.toString(counts), "counts of 0 or more");
    }
  }

  private static Baseline.Feature feature(JsonFields json) {
    json.only("name", "kind", "edges", "counts", "missing", "labels");
    double[] edges = json.numbers("edges");
    long[] counts = json.wholes("counts");
    Bins bins =
        switch (json.text("kind")) {
          case "continuous" -> Bins.continuous(finite(edges));
          case "categorical" -> {
            counts =
                counts.length == edges.length ? Arrays.copyOf(counts, counts.length + 1) : counts;
            yield Bins.categorical(edges);
          }
          default ->
              throw new ModelFormatException(
                  json.path("kind"), json.text("kind"), "continuous, categorical");
        };
    long missing = json.has("missing") ? json.whole("missing") : 0;
    try {
      long rows = missing;
      for (long count : counts) {
        rows = Math.addExact(rows, count);
      }
      return new Baseline.Feature(
          json.text("name"),
          bins,
          Histogram.of(counts, rows),
          json.has("labels") ? json.texts("labels") : List.of());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(
          json.path("counts"), Arrays.toString(counts), "counts of 0 or more");
    }
  }

  private static double[] finite(double[] edges) {
    int from = edges.length > 0 && edges[0] == Double.NEGATIVE_INFINITY ? 1 : 0;
    boolean open = edges.length > from && edges[edges.length - 1] == Double.POSITIVE_INFINITY;
    return Arrays.copyOfRange(edges, from, open ? edges.length - 1 : edges.length);
  }
}
