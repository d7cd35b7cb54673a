package dev.ionosphere.api.model;

import dev.ionosphere.api.identity.Allowed;
import dev.ionosphere.api.identity.Role;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
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
@Allowed({
  dev.ionosphere.api.identity.Role.VIEWER,
  Role.DATA_SCIENTIST,
  Role.OPERATOR,
  Role.APPROVER,
  Role.ADMIN
})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController {

  private static final int NEWEST = 200;

  private final ModelRegistry registry;
  private final RegisteredModels models;
  private final ModelReleases releases;

  ModelController(ModelRegistry registry, RegisteredModels models, ModelReleases releases) {
    this.registry = registry;
    this.models = models;
    this.releases = releases;
  }

  @Get
  Page list(@Nullable @QueryValue String ion) {
    List<RegisteredModel> found =
        ion == null
            ? models.findAllOrderByRegisteredAtDesc(Pageable.from(0, NEWEST).withoutTotal())
            : models.findByIonOrderByRegisteredAtDesc(ion);
    return new Page(found.stream().map(ModelController::summary).toList());
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

  record Page(List<Summary> items) {}

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
