package dev.ionosphere.api.openapi;

import dev.ionosphere.api.permission.Open;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** The description of the REST interface. JSON is YAML too, so both addresses answer the same. */
@Controller("/api/openapi")
@Open
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
final class OpenApiController {

  private final OpenApiDocument document;

  OpenApiController(OpenApiDocument document) {
    this.document = document;
  }

  @Get("/ionosphere.yml")
  @Produces("application/yaml")
  String yaml() {
    return document.json();
  }

  @Get("/ionosphere.json")
  String json() {
    return document.json();
  }
}
