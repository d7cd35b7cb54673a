package dev.ionosphere.spec.ion;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked whether a candidate may pass, and for how long.
 *
 * @param stages at least one; each opens when the one before it is complete
 * @param notRequester whether a person who asked for the candidate may not approve it
 * @param expiresAfter what is undecided is rejected then
 */
public record Approvers(
    List<Stage> stages,
    boolean notRequester,
    Duration expiresAfter,
    Optional<Escalation> escalation) {

  public Approvers {
    stages = List.copyOf(stages);
  }
}
