package dev.ionosphere.api.openapi;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.spec.reader.IonReader;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The JSON Schema (2020-12) of the ION document, open to the editors that check with it. */
@Controller("/schema/v1")
@Open
final class SchemaController {

  private static final String ION = "/dev/ionosphere/spec/ion.schema.json";

  @Get("/ion.schema.json")
  @Produces("application/schema+json")
  Map<String, Object> ion() throws IOException {
    try (InputStream schema = IonReader.class.getResourceAsStream(ION)) {
      return Json.map(
          new String(Objects.requireNonNull(schema, ION).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
