package dev.ionosphere.models.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read strictly: unknown and duplicate fields, wrong types, trailing text and deep
 * nesting are refused with the path of the field.
 */
public final class JsonFields {

  private static final int NESTING = 16;
  private static final int STRING = 64 * 1024;
  private static final int NUMBER = 64;

  /** A document up to this size has few tokens; a larger one is mostly numbers. */
  private static final int SMALL = 1024 * 1024;

  private static final long TOKENS = 1 << 16;

  /** Of a larger one it is looked first how much memory it takes: five bytes may take a hundred. */
  private static final long MOST_MEMORY = Runtime.getRuntime().maxMemory() / 2;

  private static final ObjectMapper MAPPER = mapper(Long.MAX_VALUE);

  /** Three bytes of JSON may take a hundred of memory: what is small must stay small. */
  private static final ObjectMapper OF_SMALL = mapper(TOKENS);

  private final String path;
  private final JsonNode node;

  private static ObjectMapper mapper(long tokens) {
    return new ObjectMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(NESTING)
                        .maxStringLength(STRING)
                        .maxNameLength(1024)
                        .maxNumberLength(NUMBER)
                        .maxTokenCount(tokens)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  private JsonFields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /**
   * The object in the bytes. Of at most a mebibyte it has at most 65,536 tokens; a larger one takes
   * no more than half of the memory that there is.
   *
   * @param subject what the bytes are, for messages
   * @throws ModelFormatException if there are more bytes than allowed or they are not one object
   */
  public static JsonFields parse(String subject, byte[] bytes, int maximum) {
    return parse(subject, bytes, maximum, MOST_MEMORY);
  }

  static JsonFields parse(String subject, byte[] bytes, int maximum, long memory) {
    if (bytes.length > maximum) {
      throw new ModelFormatException(
          subject, bytes.length + " bytes", "at most " + maximum + " bytes");
    }
    try {
      if (maximum > SMALL) {
        long needed = bytes.length + JsonMemory.of(MAPPER.getFactory(), bytes, memory);
        if (needed > memory) {
          throw new ModelFormatException(
              subject,
              "%d bytes that take more than %d bytes of memory".formatted(bytes.length, memory),
              "what fits into half of it");
        }
      }
      return object(subject, (maximum <= SMALL ? OF_SMALL : MAPPER).readTree(bytes));
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(subject, e.getOriginalMessage(), "one JSON object");
    } catch (IOException e) {
      throw new ModelFormatException(subject, String.valueOf(e.getMessage()), "one JSON object");
    }
  }

  private static JsonFields object(String path, JsonNode node) {
    if (!node.isObject()) {
      throw new ModelFormatException(path, node.getNodeType(), "an object");
    }
    return new JsonFields(path, node);
  }

  /** Refuses every field but these; all of them may be left out here. */
  public JsonFields only(String... names) {
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(Set.of(names));
    if (!unknown.isEmpty()) {
      throw new ModelFormatException(
          path, "field " + unknown.iterator().next(), String.join(", ", names));
    }
    return this;
  }

  public String path(String name) {
    return path + "." + name;
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    JsonNode value = required(name);
    if (!value.isTextual()) {
      throw new ModelFormatException(path(name), value.getNodeType(), "a string");
    }
    return value.textValue();
  }

  public long whole(String name) {
    return whole(path(name), required(name));
  }

  /** A whole number from 0 on, small enough to count with. */
  public int index(String name) {
    long whole = whole(name);
    if (whole < 0 || whole > Integer.MAX_VALUE) {
      throw new ModelFormatException(path(name), whole, "0 to " + Integer.MAX_VALUE);
    }
    return (int) whole;
  }

  public boolean flag(String name) {
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw new ModelFormatException(path(name), value, "true or false");
    }
    return value.booleanValue();
  }

  public double number(String name) {
    return number(path(name), required(name));
  }

  public Instant instant(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ModelFormatException(path(name), text, "a UTC time, 2026-01-31T10:00:00Z");
    }
  }

  public Duration duration(String name) {
    String text = text(name);
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new ModelFormatException(path(name), text, "a duration, PT5M");
    }
  }

  public JsonFields object(String name) {
    return object(path(name), required(name));
  }

  public List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : array(path(name), required(name))) {
      objects.add(object(path(name) + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array(path(name), required(name))) {
      if (!item.isTextual()) {
        throw new ModelFormatException(
            path(name) + "[" + texts.size() + "]", item.getNodeType(), "a string");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** Texts, some of which are missing: null there. */
  public List<@Nullable String> textsOrNulls(String name) {
    List<@Nullable String> texts = new ArrayList<>();
    for (JsonNode item : array(path(name), required(name))) {
      if (!item.isTextual() && !item.isNull()) {
        throw new ModelFormatException(
            path(name) + "[" + texts.size() + "]", item.getNodeType(), "a string or null");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** An object as plain maps, lists, texts, numbers and flags; empty if it is not there. */
  public Map<String, Object> plain(String name) {
    if (!has(name)) {
      return Map.of();
    }
    return MAPPER.convertValue(
        object(name).node, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** The field's names in this object, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public long[] wholes(String name) {
    JsonNode array = array(path(name), required(name));
    long[] wholes = new long[array.size()];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = whole(path(name) + "[" + i + "]", array.get(i));
    }
    return wholes;
  }

  public double[] numbers(String name) {
    return numbers(path(name), required(name));
  }

  public List<double[]> rows(String name) {
    List<double[]> rows = new ArrayList<>();
    for (JsonNode item : array(path(name), required(name))) {
      rows.add(numbers(path(name) + "[" + rows.size() + "]", item));
    }
    return rows;
  }

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new ModelFormatException(path(name), "nothing", "a value");
    }
    return value;
  }

  private static JsonNode array(String path, JsonNode value) {
    if (!value.isArray()) {
      throw new ModelFormatException(path, value.getNodeType(), "an array");
    }
    return value;
  }

  private static double[] numbers(String path, JsonNode value) {
    JsonNode array = array(path, value);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(path + "[" + i + "]", array.get(i));
    }
    return numbers;
  }

  private static long whole(String path, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new ModelFormatException(path, value, "a whole number");
    }
    return value.longValue();
  }

  /** JSON has no infinity and no NaN: they are written as strings. */
  private static double number(String path, JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.isTextual() ? value.textValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new ModelFormatException(path, value, "a number, NaN, Infinity, -Infinity");
    };
  }
}
