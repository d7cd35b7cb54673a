package dev.ionosphere.workflows.training;

import dev.ionosphere.models.pack.ModelRef;
import java.util.Map;

/**
 * What a successful run made.
 *
 * @param metrics such as {@code wssse}, {@code silhouette}, {@code rows}
 * @param evidence {@code sha256:} digest of everything an approver is shown: metrics and baseline
 */
public record TrainingResult(
    String run, ModelRef model, Map<String, Double> metrics, String evidence) {

  public TrainingResult {
    metrics = Map.copyOf(metrics);
  }
}
