package dev.ionosphere.spec.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema (2020-12) of a component's manifest. */
public final class ComponentSchema {

  private static final String RESOURCE = "/dev/ionosphere/spec/component.schema.json";

  private ComponentSchema() {}

  /** As the hub gives it out. */
  public static String text() {
    try (InputStream schema = ComponentSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(schema, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
