package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.format.Finding.Severity;
import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
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

  private List<Finding> check(Node node) {
    return NodeFormats.needs(node).stream().flatMap(need -> check(node, need).stream()).toList();
  }

  private Optional<Finding> check(Node node, Need need) {
    return switch (need) {
      case Need.Devices(String field, DeviceSelector selector) ->
          devices.stream().anyMatch(selector::matches)
              ? Optional.empty()
              : warning(
                  node,
                  field,
                  "the selector '%s' matches none of the %d devices"
                      .formatted(Quoted.bare(selector.text()), devices.size()));
      case Need.People(String field, String role, int count) -> {
        int people = peopleByRole.getOrDefault(role, 0);
        yield people >= count
            ? Optional.empty()
            : warning(
                node,
                field,
                "needs %d with the role '%s', and there are %d".formatted(count, role, people));
      }
    };
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
