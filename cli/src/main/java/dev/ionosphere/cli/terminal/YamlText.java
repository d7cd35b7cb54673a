package dev.ionosphere.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON as block-style YAML. Every string that could be read as anything else is quoted. */
public final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./+@ -]*[A-Za-z0-9_./]|[A-Za-z]");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)y|n|yes|no|true|false|on|off|null|nan|inf");

  private YamlText() {}

  public static String of(JsonNode value) {
    StringBuilder text = new StringBuilder();
    if (isBlock(value)) {
      block(value, 0, text);
    } else {
      text.append(scalar(value)).append('\n');
    }
    return text.toString();
  }

  private static void block(JsonNode value, int indent, StringBuilder text) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        text.append(" ".repeat(indent)).append(string(field.getKey())).append(':');
        nested(field.getValue(), indent + 2, text, "\n");
      }
    } else {
      for (JsonNode element : value) {
        text.append(" ".repeat(indent)).append('-');
        if (element.isObject() && !element.isEmpty()) {
          StringBuilder inner = new StringBuilder();
          block(element, indent + 2, inner);
          text.append(' ').append(inner.substring(indent + 2)); // the first key beside the dash
        } else {
          nested(element, indent + 2, text, "\n");
        }
      }
    }
  }

  private static void nested(JsonNode value, int indent, StringBuilder text, String lineBreak) {
    if (isBlock(value)) {
      text.append(lineBreak);
      block(value, indent, text);
    } else {
      text.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static boolean isBlock(JsonNode value) {
    return value.isContainerNode() && !value.isEmpty();
  }

  private static String scalar(JsonNode value) {
    if (value.isObject()) {
      return "{}";
    }
    if (value.isArray()) {
      return "[]";
    }
    return value.isTextual() ? string(value.textValue()) : value.toString();
  }

  private static String string(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
    return plain ? text : com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
