package dev.ionosphere.api.dashboard.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.pack.Role;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A package's own part {@code metrics}, which the evidence's digest covers; the metrics that are
 * kept by name are single numbers.
 */
@Singleton
final class MetricsPart {
  private final ModelRegistry models;

  MetricsPart(ModelRegistry models) {
    this.models = models;
  }

  /** Missing if there is no such model, or no such part. */
  JsonNode of(@Nullable String digest) {
    if (digest == null) {
      return MissingNode.getInstance();
    }
    try {
      return models
          .part(models.model(digest), Role.METRICS)
          .map(part -> Json.tree(new String(part, StandardCharsets.UTF_8)))
          .orElse(MissingNode.getInstance());
    } catch (HubException gone) {
      return MissingNode.getInstance();
    }
  }
}
