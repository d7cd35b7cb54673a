package dev.ionosphere.spec.ion;

import java.util.Set;

/** Lets a candidate pass when enough people say so. */
public record ApprovalNode(String name, Approvers approvers) implements Node {

  private static final Ports PORTS =
      new Ports(
          true, Ports.Models.PASSED, true, false, Set.of(EventName.WAITING, EventName.REJECTED));

  @Override
  public String kind() {
    return "approval";
  }

  @Override
  public Ports ports() {
    return PORTS;
  }
}
