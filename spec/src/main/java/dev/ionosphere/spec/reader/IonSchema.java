package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.NodeFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The JSON Schema (2020-12) of the document: a root, and for each kind of node the fragment that
 * lies with its format.
 */
public final class IonSchema {

  private static final String ROOT = "/dev/ionosphere/spec/ion.root.json";

  /** Places in the root; no kind is named there. */
  private static final String KINDS = "\"@kinds\"";

  private static final String CHOICES = "\"@choices\"";
  private static final String DEFINITIONS = "\"@definitions\": true";

  private IonSchema() {}

  /** As the hub gives it out. */
  public static String text() {
    return resource(ROOT)
        .replace(KINDS, each(format -> "\"" + format.kind() + "\""))
        .replace(
            CHOICES,
            each(format ->
                "{\"if\": {\"properties\": {\"kind\": {\"const\": \"%1$s\"}}}, \"then\": {\"$ref\": \"#/$defs/%1$s\"}}"
                    .formatted(format.kind())))
        .replace(
            DEFINITIONS,
            each(format ->
                "\"%s\": %s".formatted(format.kind(), resource(format.schemaResource()).strip())));
  }

  private static String each(Function<NodeFormat<?>, String> part) {
    return NodeFormats.ALL.stream().map(part).collect(Collectors.joining(", "));
  }

  private static String resource(String name) {
    try (InputStream schema = IonSchema.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(schema, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
