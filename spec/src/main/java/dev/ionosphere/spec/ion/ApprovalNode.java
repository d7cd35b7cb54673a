package dev.ionosphere.spec.ion;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a candidate pass when enough people say so.
 *
 * @param stages at least one; each opens when the one before it is complete
 * @param notRequester whether a person who asked for the candidate may not approve it
 * @param expiresAfter an undecided approval is rejected then
 */
public record ApprovalNode(
    String name,
    List<Stage> stages,
    boolean notRequester,
    Duration expiresAfter,
    Optional<Escalation> escalation)
    implements Node {

  private static final Ports PORTS =
      new Ports(
          true, Ports.Models.PASSED, true, false, Set.of(EventName.WAITING, EventName.REJECTED));

  public ApprovalNode {
    stages = List.copyOf(stages);
  }

  @Override
  public String kind() {
    return "approval";
  }

  @Override
  public Ports ports() {
    return PORTS;
  }
}
