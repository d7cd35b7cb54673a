package dev.ionosphere.workflows.machine.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.Ballot;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Question;
import dev.ionosphere.workflows.approval.TicketAct;
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
 * @param glass absent: it waits for its approvers alone
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
    @Nullable String trace,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Glass glass) {

  /**
   * It goes through without its approvers.
   *
   * @param person who broke the glass
   * @param at when, unless an approver rejects it before
   * @param cause key of the record that tells of it
   */
  public record Glass(String person, String reason, Instant at, String cause) {}

  public PendingChange {
    weakens = List.copyOf(weakens);
  }

  /**
   * What a decision is asked about. Once the glass is broken, an approver of any stage may reject.
   */
  public Question question(DecideRequest request) {
    Ballot asked = ballot;
    if (glass != null && TicketAct.REJECT.equals(request.decision())) {
      for (Stage stage : ballot.stages()) {
        asked = asked.escalated(stage.role());
      }
    }
    return new Question(id, subject, Optional.empty(), asked);
  }

  public PendingChange with(Ballot next) {
    return new PendingChange(
        id,
        document,
        generation,
        subject,
        proposer,
        weakens,
        next,
        proposedAt,
        cause,
        trace,
        glass);
  }

  public PendingChange broken(Glass by) {
    return new PendingChange(
        id, document, generation, subject, proposer, weakens, ballot, proposedAt, cause, trace, by);
  }
}
