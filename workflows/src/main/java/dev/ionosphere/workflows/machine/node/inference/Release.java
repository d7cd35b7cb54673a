package dev.ionosphere.workflows.machine.node.inference;

import dev.ionosphere.models.pack.ModelRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that policy let through to a node.
 *
 * @param generation of the node, grows with every release
 * @param allowedBy approvals and gates it passed
 * @param policy digest of the policy that it passed
 * @param metrics that its training reported
 */
public record Release(
    long generation,
    ModelRef model,
    List<String> allowedBy,
    String policy,
    Map<String, Double> metrics) {

  public Release {
    allowedBy = List.copyOf(allowedBy);
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  Release again(long number) {
    return new Release(number, model, allowedBy, policy, metrics);
  }
}
