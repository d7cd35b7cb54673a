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
import java.util.stream.Stream;

/**
 * What a document asks of the installation it is applied to. Devices and people come and go, so
 * that what is not there today is a warning; a condition that does not compile never will, and is
 * an error.
 *
 * @param devices the labels of each enrolled device
 * @param peopleByRole how many people have each role
 */
public record Surroundings(
    Collection<Map<String, String>> devices,
    Map<String, Integer> peopleByRole,
    Conditions conditions) {

  public Surroundings {
    devices = List.copyOf(devices);
    peopleByRole = Map.copyOf(peopleByRole);
  }

  /**
   * Selectors that match no device, approvals that too few people can give, and conditions that
   * cannot be compiled.
   */
  public List<Finding> check(Ion ion) {
    return ion.nodes().values().stream().flatMap(node -> check(node).stream()).toList();
  }

  private List<Finding> check(Node node) {
    return NodeFormats.needs(node).stream().flatMap(need -> check(node, need)).toList();
  }

  private Stream<Finding> check(Node node, Need need) {
    return switch (need) {
      case Need.Devices(String field, DeviceSelector selector) ->
          devices.stream().anyMatch(selector::matches)
              ? Stream.empty()
              : warning(
                  node,
                  field,
                  "the selector '%s' matches none of the %d devices"
                      .formatted(Quoted.bare(selector.text()), devices.size()));
      case Need.Condition(String field, String text) ->
          conditions.problems(text).stream()
              .map(problem -> finding(Severity.ERROR, node, field, problem));
      // Looked at where it is read, with its arguments.
      case Need.Component component -> Stream.empty();
      case Need.People(String field, String role, int count) -> {
        int people = peopleByRole.getOrDefault(role, 0);
        yield people >= count
            ? Stream.empty()
            : warning(
                node,
                field,
                "needs %d with the role '%s', and there are %d".formatted(count, role, people));
      }
    };
  }

  private static Stream<Finding> warning(Node node, String field, String message) {
    return Stream.of(finding(Severity.WARNING, node, field, message));
  }

  private static Finding finding(Severity severity, Node node, String field, String message) {
    return new Finding(
        severity,
        0,
        0,
        0,
        "spec.nodes." + node.name() + "." + field,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
