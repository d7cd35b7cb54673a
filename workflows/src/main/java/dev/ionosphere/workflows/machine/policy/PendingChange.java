package dev.ionosphere.workflows.machine.policy;

import dev.ionosphere.workflows.approval.Ballot;
import dev.ionosphere.workflows.approval.Question;
import dev.ionosphere.workflows.timeline.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document that weakens policy. It waits for the approvers of the document in force.
 *
 * @param id {@code <ion>.change-<n>}
 * @param document canonical JSON
 * @param subject digest that decisions bind to: both documents and the generation
 * @param weakens what becomes weaker, in words
 * @param cause key of the record that proposed it
 */
public record PendingChange(
    String id,
    String document,
    long generation,
    String subject,
    Actor proposer,
    List<String> weakens,
    Ballot ballot,
    Instant proposedAt,
    String cause,
    @Nullable String trace) {

  public PendingChange {
    weakens = List.copyOf(weakens);
  }

  public Question question() {
    return new Question(id, subject, Optional.empty(), ballot);
  }

  public PendingChange with(Ballot next) {
    return new PendingChange(
        id, document, generation, subject, proposer, weakens, next, proposedAt, cause, trace);
  }
}
