package dev.ionosphere.activities.model;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import java.util.List;
import java.util.Map;

/**
 * A package ready to be given to the hub, which signs it.
 *
 * @param parts contents, in the manifest's order
 * @param metrics the figures of the training that are plain numbers
 * @param evidence digest over metrics and baseline, what an approver is shown
 */
public record ModelPackage(
    Manifest manifest, List<Blob> parts, Map<String, Double> metrics, Digest evidence) {
  public ModelPackage {
    parts = List.copyOf(parts);
    metrics = Map.copyOf(metrics);
  }
}
