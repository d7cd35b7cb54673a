package dev.ionosphere.spec.format.inference;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.NamePattern;
import dev.ionosphere.data.source.SourceFields;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.RowSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an inference node reads. */
final class SourceText {

  private static final List<String> KINDS = List.of("file", "directory", "http", "mqtt");
  private static final String ONE_OF = "one of " + String.join(", ", KINDS);
  private static final String PATH_ALLOWED =
      "a path relative to the device's data, without '..', ${device} standing for the device";
  private static final String PATTERN_ALLOWED =
      "names of files with * and ?, such as *.csv, that do not begin with a dot";

  /** Parts of letters, digits and a few more; a part of dots only could leave the directory. */
  private static final Pattern PATH =
      Pattern.compile("(?!\\.{1,2}(?:/|$))[\\w.@+-]+(?:/(?!\\.{1,2}(?:/|$))[\\w.@+-]+)*");

  private static final int LONGEST_PATH = 500;

  static Map<String, Object> write(RowSource source) {
    Map<String, Object> fields = new LinkedHashMap<>(SourceFields.of(source.from()));
    fields.put("batch", source.batch());
    return fields;
  }

  static RowSource read(Fields fields, Format rows) {
    List<String> stated = KINDS.stream().filter(fields::has).toList();
    SourceSpec from =
        switch (stated.isEmpty() ? "" : stated.getFirst()) {
          case "directory" -> folder(fields);
          case "http" -> push(fields, rows);
          case "mqtt" -> mqtt(fields, rows);
          case "file" -> new SourceSpec.File(path(fields, "file"));
          default -> none(fields);
        };
    for (String second : stated.subList(Math.min(1, stated.size()), stated.size())) {
      fields.take(second);
      fields
          .findings()
          .refused(fields.keyAt(second), fields.pathOf(second), "a second kind of source", ONE_OF);
    }
    int batch = fields.integer("batch", 1_000, 1, 100_000);
    KINDS.forEach(fields::take);
    fields.finish();
    return new RowSource(from, batch, rows);
  }

  private static SourceSpec none(Fields fields) {
    if (!fields.isReported()) {
      fields.findings().refused(fields.at(), fields.path(), "no kind of source", ONE_OF);
    }
    return new SourceSpec.File("");
  }

  private static SourceSpec folder(Fields fields) {
    String path = path(fields, "directory");
    String pattern = fields.text("pattern", SourceSpec.Folder.ANY, PATTERN_ALLOWED);
    if (!NamePattern.isOne(pattern)) {
      fields
          .findings()
          .refused(
              fields.at("pattern"), fields.pathOf("pattern"), Quoted.of(pattern), PATTERN_ALLOWED);
    }
    return new SourceSpec.Folder(path, pattern);
  }

  private static SourceSpec push(Fields fields, Format rows) {
    fields.map("http").finish();
    needRowsAlone("http", fields, rows);
    return new SourceSpec.Push();
  }

  private static SourceSpec mqtt(Fields fields, Format rows) {
    Optional<SourceSpec.Mqtt> messages = MqttText.read(fields.map("mqtt"));
    needRowsAlone("mqtt", fields, rows);
    return messages.map(SourceSpec.class::cast).orElse(new SourceSpec.File(""));
  }

  /** Rows come some at a time, so nothing before them can say what they are. */
  private static void needRowsAlone(String kind, Fields fields, Format rows) {
    if (!rows.beginsWithRows()) {
      fields
          .findings()
          .refused(
              fields.keyAt(kind),
              fields.pathOf(kind),
              "rows whose spec.format has lines before them",
              "jsonLines, or csv with columns and without skip");
    }
  }

  private static String path(Fields fields, String name) {
    String path = fields.needText(name, PATH_ALLOWED);
    boolean fits =
        path.length() <= LONGEST_PATH && PATH.matcher(path.replace("${device}", "x")).matches();
    if (!path.isEmpty() && !fits) {
      fields
          .findings()
          .refused(fields.at(name), fields.pathOf(name), Quoted.of(path), PATH_ALLOWED);
    }
    return path;
  }

  private SourceText() {}
}
