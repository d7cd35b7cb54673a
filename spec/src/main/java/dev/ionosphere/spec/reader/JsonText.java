package dev.ionosphere.spec.reader;

import java.util.List;
import java.util.Map;

/** Maps, lists, text, numbers and flags as JSON, in ASCII and without white space. */
final class JsonText {

  private JsonText() {}

  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(separator);
          quote(text, String.valueOf(entry.getKey()));
          text.append(':');
          append(text, entry.getValue());
          separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          text.append(separator);
          append(text, item);
          separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag.booleanValue());
      default -> quote(text, value.toString());
    }
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default -> {
          if (character < 0x20 || character > 0x7e) {
            text.append("\\u%04x".formatted((int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
    text.append('"');
  }
}
