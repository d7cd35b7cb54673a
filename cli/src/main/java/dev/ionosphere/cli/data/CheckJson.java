package dev.ionosphere.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.FormatGuess;
import dev.ionosphere.data.csv.CsvHeader;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.row.Refusals;
import java.util.List;

/** A checked file for programs. */
final class CheckJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CheckJson() {}

  static JsonNode of(CheckedFile file) {
    ObjectNode answer = MAPPER.createObjectNode().put("file", file.name());
    answer.set("format", format(file));
    file.guess().ifPresent(guess -> answer.set("guess", guess(guess)));
    answer.put("rows", file.table().rows());
    answer.set("refused", refused(file.table().refusals()));
    ArrayNode columns = answer.putArray("columns");
    file.table().profile().columns().values().forEach(column -> columns.add(column(column)));
    answer.set("names", names(file.table().profile().header()));
    answer.set("firstRows", MAPPER.valueToTree(file.table().firstRows()));
    return answer;
  }

  /** What belongs under {@code spec:} as {@code format}; empty if it is as usual. */
  static JsonNode format(CheckedFile file) {
    return MAPPER.valueToTree(FormatFields.of(file.format()));
  }

  private static JsonNode guess(FormatGuess guess) {
    ObjectNode node = MAPPER.createObjectNode().put("confidence", guess.confidence().wireName());
    node.set("why", MAPPER.valueToTree(guess.why()));
    node.set("suspectedMissing", MAPPER.valueToTree(guess.suspectedMissing()));
    return node;
  }

  private static JsonNode refused(Refusals refusals) {
    ObjectNode refused = MAPPER.createObjectNode();
    refusals
        .counts()
        .forEach((reason, count) ->
            refused
                .putObject(reason.wireName())
                .put("count", count)
                .put("first", refusals.examples().get(reason)));
    return refused;
  }

  private static JsonNode column(ColumnProfile profile) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("name", profile.name())
            .put("type", profile.type().wireName())
            .put("missing", profile.missing())
            .put("missingShare", ColumnNote.missingShare(profile));
    if (profile.type().isNumeric()) {
      finite(node, "least", profile.least());
      finite(node, "mean", profile.mean());
      finite(node, "most", profile.most());
      node.put("longestRun", profile.longestRun());
    }
    node.set("notes", MAPPER.valueToTree(ColumnNote.kinds(profile)));
    return node;
  }

  private static void finite(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static JsonNode names(CsvHeader header) {
    ObjectNode names = MAPPER.createObjectNode();
    names.put("empty", header.names().stream().filter(String::isEmpty).count());
    names.set("double", MAPPER.valueToTree(header.twice()));
    names.set("alike", MAPPER.valueToTree(header.alike().orElse(List.of())));
    return names;
  }
}
