package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.workflows.approval.Ballot;
import dev.ionosphere.workflows.approval.Question;
import dev.ionosphere.workflows.machine.token.Batch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An approval that waits for people, with the policy it was opened under.
 *
 * @param approval {@code <ion>.<node>.<n>}
 * @param batch the candidate
 * @param subject digest a decision binds to: candidate, evidence and the policy ahead of it
 * @param current digest of the model in use at the first target
 * @param cause key of the record that opened it
 */
public record OpenApproval(
    String approval,
    Batch batch,
    String subject,
    @Nullable String current,
    Ballot ballot,
    Deadline deadline,
    String cause) {

  OpenApproval with(Ballot next) {
    return new OpenApproval(approval, batch, subject, current, next, deadline, cause);
  }

  OpenApproval with(Deadline next) {
    return new OpenApproval(approval, batch, subject, current, ballot, next, cause);
  }

  Question question() {
    return new Question(
        approval,
        subject,
        deadline.pausedAt() == null ? Optional.of(deadline.expiresAt()) : Optional.empty(),
        ballot);
  }
}
