package dev.ionosphere.api.openapi;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.spec.reader.IonSchema;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Map;

/** The JSON Schema (2020-12) of the ION document, open to the editors that check with it. */
@Controller("/schema/v1")
@Open
final class SchemaController {

  @Get("/ion.schema.json")
  @Produces("application/schema+json")
  Map<String, Object> ion() {
    return Json.map(IonSchema.text());
  }
}
