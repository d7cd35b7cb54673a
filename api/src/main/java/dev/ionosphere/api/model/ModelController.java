package dev.ionosphere.api.model;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.api.recall.RecalledModel;
import dev.ionosphere.api.recall.RecalledModels;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registry of models. */
@Controller("/api/v1/models")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController {

  private final ModelRegistry registry;
  private final RegisteredModels models;
  private final ModelReleases releases;
  private final RecalledModels recalled;
  private final ModelRecall recall;

  ModelController(
      ModelRegistry registry,
      RegisteredModels models,
      ModelReleases releases,
      RecalledModels recalled,
      ModelRecall recall) {
    this.recalled = recalled;
    this.recall = recall;
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
    Slice<RegisteredModel> slice =
        Slice.of(models.newest(ion, after, size), size, RegisteredModel::digest);
    Map<String, Instant> recalls = recalls(slice.items());
    return slice.map(model -> summary(model, recalls.get(model.digest())));
  }

  /** A model with its manifest (schema, lineage, parts), metrics, baseline and releases. */
  @Get("/{digest}")
  HttpResponse<Detail> get(String digest) {
    RegisteredModel model = registry.model(digest);
    return HttpResponse.ok(
            new Detail(
                summary(model, recalls(List.of(model)).get(model.digest())),
                Json.map(model.manifest()),
                json(registry.part(model, dev.ionosphere.models.pack.Role.METRICS)),
                json(registry.part(model, dev.ionosphere.models.pack.Role.BASELINE)),
                releases.findByDigest(model.digest()),
                recalled.findById(model.digest()).orElse(null)))
        .header("ETag", "\"" + model.digest() + "\"");
  }

  /** Takes a model off every device, for ever. */
  @Post("/{digest}/recall")
  @Needs(Permission.RECALL_MODEL)
  RecalledModel recall(String digest, @Body Recall request, Requester requester) {
    return recall.recall(digest, request.reason(), requester);
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

  /** When those of the models that were recalled were. */
  private Map<String, Instant> recalls(List<RegisteredModel> of) {
    return of.isEmpty()
        ? Map.of()
        : recalled.findByDigestIn(of.stream().map(RegisteredModel::digest).toList()).stream()
            .collect(Collectors.toMap(RecalledModel::digest, RecalledModel::recalledAt));
  }

  private static Summary summary(RegisteredModel model, @Nullable Instant recalledAt) {
    return new Summary(
        model.digest(),
        model.ion(),
        model.node(),
        model.run(),
        model.bytes(),
        model.keyId(),
        model.signature(),
        model.metrics(),
        model.registeredAt(),
        recalledAt);
  }

  /**
   * @param recalledAt absent: it may be used
   */
  record Summary(
      String digest,
      String ion,
      String node,
      String run,
      long bytes,
      String keyId,
      String signature,
      Map<String, Double> metrics,
      Instant registeredAt,
      @Nullable Instant recalledAt) {}

  record Recall(String reason) {
    Recall {
      Required.text("reason", reason);
    }
  }

  /**
   * @param recalled absent: it may be used
   */
  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Summary summary,
      Map<String, Object> manifest,
      Map<String, Object> report,
      Map<String, Object> baseline,
      List<ModelRelease> releases,
      @Nullable RecalledModel recalled) {}
}
