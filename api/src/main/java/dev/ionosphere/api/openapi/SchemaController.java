package dev.ionosphere.api.openapi;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.spec.reader.ComponentSchema;
import dev.ionosphere.spec.reader.IonSchema;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Map;

/** The JSON Schemas (2020-12) of documents, open to the editors that check with them. */
@Controller("/schema/v1")
@Open
final class SchemaController {

  @Get("/ion.schema.json")
  @Produces("application/schema+json")
  Map<String, Object> ion() {
    return Json.map(IonSchema.text());
  }

  @Get("/component.schema.json")
  @Produces("application/schema+json")
  Map<String, Object> component() {
    return Json.map(ComponentSchema.text());
  }
}
