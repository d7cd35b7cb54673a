package dev.ionosphere.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The description that the compiler wrote, completed at the first request from what routes say of
 * themselves: permissions, statuses, optional parameters.
 */
@Singleton
final class OpenApiDocument {

  private static final String WRITTEN = "/META-INF/swagger/ionosphere.yml";

  private final Router router;
  private final Supplier<String> completed;

  OpenApiDocument(Router router) {
    this.router = router;
    this.completed = SupplierUtil.memoized(this::complete);
  }

  String json() {
    return completed.get();
  }

  private String complete() {
    ObjectNode document = written();
    Schemas.repair(document);
    document.withObject("/components/schemas").setAll((ObjectNode) Json.tree(Problems.SCHEMA));
    document.path("paths").properties().forEach(path -> operations(path));
    return Json.canonical(document);
  }

  private void operations(Map.Entry<String, JsonNode> path) {
    path.getValue()
        .properties()
        .forEach(operation -> {
          ObjectNode described = (ObjectNode) operation.getValue();
          described.put("operationId", id(operation.getKey(), path.getKey()));
          route(operation.getKey(), path.getKey())
              .ifPresent(route -> new Operation(described, route).complete());
        });
  }

  /** Stable, unlike the compiler's numbers: get /api/v1/ions/{ion} is get-api-v1-ions-ion. */
  private static String id(String method, String path) {
    return method + path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }

  private Optional<UriRouteInfo<?, ?>> route(String method, String path) {
    return router
        .uriRoutes()
        .filter(route -> route.getHttpMethodName().equals(method.toUpperCase(Locale.ROOT)))
        .filter(route -> plain(route.getUriMatchTemplate().toString()).equals(path))
        .<UriRouteInfo<?, ?>>map(route -> route)
        .findFirst();
  }

  private static String plain(String template) {
    String named = template.replaceAll("\\{(\\w+)[^}]*}", "{$1}");
    return named.length() > 1 && named.endsWith("/")
        ? named.substring(0, named.length() - 1)
        : named;
  }

  private static ObjectNode written() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(WRITTEN)) {
      Object tree =
          new Load(LoadSettings.builder().build())
              .loadFromInputStream(Objects.requireNonNull(in, WRITTEN));
      return (ObjectNode) Json.tree(Json.canonical(tree));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + WRITTEN, e);
    }
  }
}
