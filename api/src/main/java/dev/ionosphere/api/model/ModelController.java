package dev.ionosphere.api.model;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry of models. */
@Controller("/api/v1/models")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController {

  private final ModelRegistry registry;
  private final RegisteredModels models;
  private final ModelReleases releases;

  ModelController(ModelRegistry registry, RegisteredModels models, ModelReleases releases) {
    this.registry = registry;
    this.models = models;
    this.releases = releases;
  }

  /** Newest first; all, or those of an ION. */
  @Get
  Slice<Summary> list(
      @QueryValue(defaultValue = "") String ion,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    String after = Slice.after(cursor, models::existsById);
    return Slice.of(models.newest(ion, after, size), size, RegisteredModel::digest)
        .map(ModelController::summary);
  }

  /** A model with its manifest (schema, lineage, parts), metrics, baseline and releases. */
  @Get("/{digest}")
  HttpResponse<Detail> get(String digest) {
    RegisteredModel model = registry.model(digest);
    return HttpResponse.ok(
            new Detail(
                summary(model),
                Json.map(model.manifest()),
                json(registry.part(model, dev.ionosphere.models.pack.Role.METRICS)),
                json(registry.part(model, dev.ionosphere.models.pack.Role.BASELINE)),
                releases.findByDigest(model.digest())))
        .header("ETag", "\"" + model.digest() + "\"");
  }

  private static Map<String, Object> json(Optional<byte[]> part) {
    try {
      return part.map(bytes -> Json.map(new String(bytes, StandardCharsets.UTF_8)))
          .orElse(Map.of());
    } catch (IllegalArgumentException e) {
      // Whoever made the package put something else there; the rest is still worth a look.
      return Map.of();
    }
  }

  private static Summary summary(RegisteredModel model) {
    return new Summary(
        model.digest(),
        model.ion(),
        model.node(),
        model.run(),
        model.bytes(),
        model.keyId(),
        model.signature(),
        model.metrics(),
        model.registeredAt());
  }

  record Summary(
      String digest,
      String ion,
      String node,
      String run,
      long bytes,
      String keyId,
      String signature,
      Map<String, Double> metrics,
      Instant registeredAt) {}

  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Summary summary,
      Map<String, Object> manifest,
      Map<String, Object> report,
      Map<String, Object> baseline,
      List<ModelRelease> releases) {}
}
