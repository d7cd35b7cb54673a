package dev.ionosphere.expressions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in one form only, so that equal inputs have equal digests: names in order, no white space,
 * whole numbers without a fraction. Numbers that are not finite are texts.
 */
public final class CanonicalJson {
  private static final double EXACT = 1L << 53;

  private CanonicalJson() {}

  /** {@code sha256:} of the inputs. */
  public static String digest(Map<String, ?> inputs) {
    return sha256(of(inputs).getBytes(StandardCharsets.UTF_8));
  }

  public static String of(Map<String, ?> inputs) {
    return text(inputs);
  }

  /** A part of the inputs. */
  static String text(Object value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  static String sha256(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    switch (value) {
      case null -> json.append("null");
      case Boolean bool -> json.append(bool);
      case Number number -> number(number.doubleValue(), json);
      case Map<?, ?> map -> map(map, json);
      case List<?> list -> {
        json.append('[');
        for (int i = 0; i < list.size(); i++) {
          json.append(i == 0 ? "" : ",");
          write(list.get(i), json);
        }
        json.append(']');
      }
      default -> text(value.toString(), json);
    }
  }

  private static void map(Map<?, ?> map, StringBuilder json) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, part) -> sorted.put(String.valueOf(name), part));
    json.append('{');
    sorted.forEach((name, part) -> {
      json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
      text(name, json);
      json.append(':');
      write(part, json);
    });
    json.append('}');
  }

  private static void number(double number, StringBuilder json) {
    if (!Double.isFinite(number)) {
      text(Double.toString(number), json);
    } else if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
      json.append((long) number);
    } else {
      json.append(number);
    }
  }

  private static void text(String text, StringBuilder json) {
    json.append('"');
    text.chars()
        .forEach(letter -> {
          switch (letter) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            default -> {
              if (letter < 0x20 || Character.isSurrogate((char) letter)) {
                json.append("\\u%04x".formatted(letter));
              } else {
                json.append((char) letter);
              }
            }
          }
        });
    json.append('"');
  }
}
