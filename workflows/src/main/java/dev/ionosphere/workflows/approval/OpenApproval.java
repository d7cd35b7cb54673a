package dev.ionosphere.workflows.approval;

import dev.ionosphere.workflows.model.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval that waits for people.
 *
 * @param approval {@code <ion>.<node>.<n>}
 * @param subject digest a decision binds to: candidate, evidence and the way it would take
 * @param current digest of the model in use now
 * @param approvedBy people who approved so far, in order
 * @param cause key of the timeline entry that opened it
 */
public record OpenApproval(
    String approval,
    String node,
    String subject,
    Candidate candidate,
    @Nullable String current,
    String role,
    int required,
    boolean notRequester,
    Instant openedAt,
    Instant expiresAt,
    List<String> approvedBy,
    String cause) {

  public OpenApproval {
    approvedBy = List.copyOf(approvedBy);
  }

  OpenApproval approvedBy(String person) {
    List<String> people = new ArrayList<>(approvedBy);
    people.add(person);
    return new OpenApproval(
        approval,
        node,
        subject,
        candidate,
        current,
        role,
        required,
        notRequester,
        openedAt,
        expiresAt,
        people,
        cause);
  }
}
