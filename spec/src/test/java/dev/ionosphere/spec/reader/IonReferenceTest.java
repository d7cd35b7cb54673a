package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tables of the reference and the schema beside it are what the schema says. With {@code
 * -Dwrite=true} they are written instead of compared.
 */
final class IonReferenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REFERENCE = Path.of("../docs/reference/ion-document.md");
  private static final Path SCHEMA = Path.of("../docs/reference/ion.schema.json");
  private static final Pattern BLOCK =
      Pattern.compile("(<!-- from the schema: (\\w+) -->\n).*?(\n<!-- end -->)", Pattern.DOTALL);

  private final JsonNode schema = read();

  @Test
  void theReferenceIsWhatTheSchemaSays() throws IOException {
    String text = Files.readString(REFERENCE);
    String expected =
        BLOCK
            .matcher(text)
            .replaceAll(block ->
                Matcher.quoteReplacement(
                    block.group(1) + generated(block.group(2)) + block.group(3)));

    assertThat(BLOCK.matcher(text).results().map(block -> block.group(2)))
        .containsExactly("document", "kinds", "edge");
    same(REFERENCE, expected);
  }

  @Test
  void theSchemaForEditorsIsTheOneOfTheHub() throws IOException {
    same(SCHEMA, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
  }

  @Test
  void everyFieldSaysWhatItIs() {
    List<String> fields = new ArrayList<>();
    List.of("document", "kinds", "edge")
        .forEach(part -> generated(part).lines().forEach(fields::add));

    assertThat(fields)
        .filteredOn(line -> line.startsWith("| `"))
        .hasSizeGreaterThan(45)
        .noneMatch(line -> line.endsWith("|  |"));
  }

  private static void same(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("write")) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as("%s; write it anew with -Dtest=IonReferenceTest -Dwrite=true", file)
        .isEqualTo(expected);
  }

  private String generated(String part) {
    return switch (part) {
      case "document" -> table(schema);
      case "edge" -> table(schema.at("/$defs/edge"));
      case "kinds" -> String.join("\n\n", NodeFormats.KINDS.stream().map(this::kind).toList());
      default -> "";
    };
  }

  private String kind(String kind) {
    JsonNode fragment = schema.at("/$defs/" + kind);
    return "### `kind: %s`\n%s\n\n%s"
        .formatted(kind, fragment.path("description").asText(), table(fragment));
  }

  private String table(JsonNode map) {
    List<String> rows = new ArrayList<>(List.of("| field | default | what |", "|---|---|---|"));
    rows(map, "", true, rows);
    return String.join("\n", rows);
  }

  private void rows(JsonNode map, String prefix, boolean needed, List<String> rows) {
    for (Map.Entry<String, JsonNode> field : map.path("properties").properties()) {
      if (!field.getValue().isObject()) {
        continue; // The kind of a node is its heading.
      }
      JsonNode value = shape(field.getValue());
      String name = prefix + field.getKey();
      boolean required = contains(map.path("required"), field.getKey());
      boolean described = value.has("description") || value.has("$ref");
      if (described || !value.has("properties")) {
        rows.add(
            "| `%s` | %s | %s |".formatted(name, standard(value, needed && required), what(value)));
      }
      rows(value, name + ".", needed && required, rows);
      rows(value.path("items"), name + "[].", false, rows);
    }
  }

  /** Where several kinds have the same map of fields, its definition. */
  private JsonNode shape(JsonNode value) {
    JsonNode shared = schema.at(value.path("$ref").asText("#/none").replace("#", ""));
    return shared.has("properties") ? shared : value;
  }

  private static String standard(JsonNode value, boolean required) {
    JsonNode standard = value.path("default");
    if (standard.isMissingNode()) {
      return required ? "required" : "";
    }
    return "`" + (standard.isTextual() ? standard.asText() : written(standard)) + "`";
  }

  private static String written(JsonNode list) {
    return list.toString().replace("\"", "").replace(",", ", ");
  }

  private String what(JsonNode value) {
    String reference = value.path("$ref").asText().replace("#", "");
    String description =
        value.has("description") || reference.isEmpty()
            ? value.path("description").asText()
            : schema.at(reference).path("description").asText();
    List<String> words = new ArrayList<>();
    value.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
    if (value.has("const")) {
      words.add("`" + value.path("const").asText() + "`");
    }
    String allowed = words.isEmpty() ? "" : " Allowed: " + String.join(", ", words) + ".";
    String range =
        value.has("minimum")
            ? " %s to %s.".formatted(number(value.path("minimum")), number(value.path("maximum")))
            : "";
    return description + allowed + range;
  }

  private static String number(JsonNode number) {
    return "%,d".formatted(number.asLong());
  }

  private static boolean contains(JsonNode list, String word) {
    return list.valueStream().anyMatch(item -> item.asText().equals(word));
  }

  private static JsonNode read() {
    try {
      return JSON.readTree(IonSchema.text());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
