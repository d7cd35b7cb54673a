package dev.ionosphere.api.timeline;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.timeline.Storable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The data of a record, read without trust in what is there. A view says how much of a text its
 * column takes: what it cannot hold would stop the ledger.
 */
public record Facts(Map<String, Object> values) {

  static Facts of(String data) {
    return new Facts(Json.map(data));
  }

  public @Nullable String optional(String name) {
    Object value = values.get(name);
    return value == null ? null : value.toString();
  }

  public String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString();
  }

  /** At most so many chars. */
  public String text(String name, int most) {
    return Storable.text(text(name), most);
  }

  /** At most so many chars. */
  public @Nullable String optional(String name, int most) {
    String value = optional(name);
    return value == null ? null : Storable.text(value, most);
  }

  /** At most so many chars; two that differ stay two. */
  public String id(String name, int most) {
    return ColumnLimits.id(text(name), most);
  }

  public int whole(String name) {
    return values.get(name) instanceof Number number ? number.intValue() : 0;
  }

  public long large(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  public List<Integer> sizes(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream()
            .filter(Number.class::isInstance)
            .map(number -> ((Number) number).intValue())
            .toList()
        : List.of();
  }

  public Map<String, Double> numbers(String name) {
    Map<String, Double> numbers = new TreeMap<>();
    if (values.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if (value instanceof Number number) {
          numbers.put(key.toString(), number.doubleValue());
        }
      });
    }
    return numbers;
  }

  public @Nullable Instant time(String name) {
    Object value = values.get(name);
    try {
      return switch (value) {
        case Number seconds ->
            ColumnLimits.time(Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000)));
        case null -> null;
        default -> ColumnLimits.time(Instant.parse(value.toString()));
      };
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
