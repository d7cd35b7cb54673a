package dev.ionosphere.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.permission.Needs;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class OpenApiTest {

  @Inject TestingHttp http;
  @Inject Router router;

  @Test
  void everyRouteOfTheInterfaceIsDescribed() {
    JsonNode paths = document().path("paths");
    List<String> missing =
        router
            .uriRoutes()
            .filter(route -> route.getAnnotationMetadata().hasAnnotation(Needs.class))
            .filter(route -> route.getUriMatchTemplate().toString().startsWith("/api/v1"))
            .filter(route -> !route.getHttpMethodName().equals("HEAD"))
            .filter(route -> !route.getDeclaringType().getSimpleName().startsWith("Slow"))
            .filter(route ->
                paths
                    .path(
                        route
                            .getUriMatchTemplate()
                            .toString()
                            .replaceAll("\\{(\\w+)[^}]*}", "{$1}")
                            .replaceAll("/$", ""))
                    .path(route.getHttpMethodName().toLowerCase(java.util.Locale.ROOT))
                    .isMissingNode())
            .map(Object::toString)
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyGuardedOperationListsItsRefusalsAsProblems() {
    List<String> wrong = new ArrayList<>();
    JsonNode document = document();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode responses = operation.getValue().path("responses");
        boolean open = operation.getValue().path("security").isArray();
        for (String status :
            open
                ? List.of("400", "500")
                : List.of("400", "401", "403", "406", "429", "500", "503")) {
          JsonNode schema =
              responses
                  .path(status)
                  .path("content")
                  .path("application/problem+json")
                  .path("schema");
          if (!schema.path("$ref").asText().equals("#/components/schemas/Problem")) {
            wrong.add(operation.getKey() + " " + path.getKey() + " " + status);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(document.toString()).doesNotContain("schemas/Requester", "schemas/DeviceRequester");
  }

  @Test
  void successIsWhatTheRouteAnswers() {
    JsonNode paths = document().path("paths");
    assertThat(paths.at("/~1logout/post/responses").has("303")).isTrue();
    assertThat(paths.at("/~1logout/post/responses").has("200")).isFalse();
    assertThat(paths.at("/~1api~1v1~1ions/post/responses").has("201")).isTrue();
    assertThat(paths.at("/~1api~1v1~1ions~1{ion}/delete/responses").has("204")).isTrue();
    assertThat(paths.at("/~1api~1v1~1ions~1{ion}/delete").has("requestBody")).isFalse();
    assertThat(
            paths
                .at("/~1schema~1v1~1ion.schema.json/get/responses/200/content")
                .path("application/schema+json")
                .path("schema")
                .path("type")
                .asText())
        .isEqualTo("object");
  }

  private JsonNode document() {
    JsonNode json = http.get("", "/api/openapi/ionosphere.json").json();
    assertThat(http.get("", "/api/openapi/ionosphere.yml").json()).isEqualTo(json);
    return json;
  }
}
