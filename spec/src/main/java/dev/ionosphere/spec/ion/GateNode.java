package dev.ionosphere.spec.ion;

import java.util.Set;

/**
 * Lets a candidate pass when a condition holds, and stops it when it does not. Where the condition
 * says neither, people are asked.
 *
 * @param pass a condition in CEL over {@code candidate}, {@code current}, {@code health} and {@code
 *     evidence}
 */
public record GateNode(String name, String pass, Approvers approvers) implements Node {

  private static final Ports PORTS =
      new Ports(
          true, Ports.Models.PASSED, true, false, Set.of(EventName.WAITING, EventName.REJECTED));

  @Override
  public String kind() {
    return "gate";
  }

  @Override
  public Ports ports() {
    return PORTS;
  }
}
