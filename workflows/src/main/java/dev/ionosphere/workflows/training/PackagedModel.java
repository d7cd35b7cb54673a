package dev.ionosphere.workflows.training;

import java.util.Map;

/**
 * A model package that the hub does not have yet.
 *
 * @param manifest {@code sha256:} digest of the manifest
 * @param bytes of the manifest and all parts
 * @param metrics such as {@code wssse}, {@code silhouette}, {@code rows}
 * @param evidence {@code sha256:} digest of everything an approver is shown: metrics and baseline
 */
public record PackagedModel(
    String run, String manifest, long bytes, Map<String, Double> metrics, String evidence) {

  public PackagedModel {
    metrics = Map.copyOf(metrics);
  }
}
