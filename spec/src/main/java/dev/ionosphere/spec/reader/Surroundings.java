package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.reader.Finding.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a document asks of the installation it is applied to. Devices and people come and go, so
 * that what is not there today is a warning.
 *
 * @param devices the labels of each enrolled device
 * @param peopleByRole how many people have each role
 */
public record Surroundings(
    Collection<Map<String, String>> devices, Map<String, Integer> peopleByRole) {

  public Surroundings {
    devices = List.copyOf(devices);
    peopleByRole = Map.copyOf(peopleByRole);
  }

  /** Selectors that match no device, and approvals that too few people can give. */
  public List<Finding> check(Ion ion) {
    return ion.nodes().values().stream().flatMap(node -> check(node).stream()).toList();
  }

  private Optional<Finding> check(Node node) {
    return switch (node) {
      case TrainingNode training -> Optional.empty();
      case InferenceNode inference -> check(inference);
      case ApprovalNode approval -> check(approval);
    };
  }

  private Optional<Finding> check(InferenceNode node) {
    if (devices.stream().anyMatch(node.devices()::matches)) {
      return Optional.empty();
    }
    return warning(
        node,
        "placement.devices",
        "the selector '%s' matches none of the %d devices"
            .formatted(Quoted.bare(node.devices().text()), devices.size()));
  }

  private Optional<Finding> check(ApprovalNode node) {
    for (Stage stage : node.stages()) {
      int people = peopleByRole.getOrDefault(stage.role(), 0);
      if (people < stage.required()) {
        return warning(
            node,
            "approvers.required",
            "needs %d with the role '%s', and there are %d"
                .formatted(stage.required(), stage.role(), people));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> warning(Node node, String field, String message) {
    return Optional.of(
        new Finding(
            Severity.WARNING,
            0,
            0,
            0,
            "spec.nodes." + node.name() + "." + field,
            message,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
