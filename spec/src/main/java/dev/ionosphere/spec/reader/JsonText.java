package dev.ionosphere.spec.reader;

import java.util.List;
import java.util.Map;

/** Maps, lists, text, numbers and flags as JSON, in ASCII and without white space. */
final class JsonText {

  private final StringBuilder text = new StringBuilder();
  private int values;

  JsonText(Object value) {
    append(value);
  }

  /** How many values it holds, names of fields among them. */
  int values() {
    return values;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void append(Object value) {
    values++;
    switch (value) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(separator);
          values++;
          quote(String.valueOf(entry.getKey()));
          text.append(':');
          append(entry.getValue());
          separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          text.append(separator);
          append(item);
          separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag.booleanValue());
      default -> quote(value.toString());
    }
  }

  private void quote(String value) {
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
