package dev.ionosphere.api.timeline;

import dev.ionosphere.api.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The data of a record, read without trust in what is there. */
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
    if (value instanceof Number seconds) {
      return Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000));
    }
    return value == null ? null : Instant.parse(value.toString());
  }
}
