package dev.ionosphere.spec.ion;

import java.time.Duration;

/**
 * Lets a candidate pass when enough people with a role say so.
 *
 * @param role role an approver has
 * @param required how many different people must approve, at least 1
 * @param notRequester whether the person who asked for the training may not approve its model
 * @param expiresAfter an undecided approval is rejected then
 */
public record ApprovalNode(
    String name, String role, int required, boolean notRequester, Duration expiresAfter)
    implements Node {

  @Override
  public String kind() {
    return "approval";
  }
}
