package dev.ionosphere.workflows.model;

import dev.ionosphere.models.pack.ModelRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that training made, on its way along model edges; not yet allowed anywhere.
 *
 * @param origin training node that made it
 * @param run that made it
 * @param requester who asked for the run: {@code person:<name>}, {@code schedule} or {@code drift}
 * @param evidence digest of everything an approver is shown
 * @param allowedBy approvals it has passed, in order
 * @param cause key of the timeline entry that brought it where it is
 */
public record Candidate(
    ModelRef model,
    String origin,
    String run,
    String requester,
    String evidence,
    List<String> allowedBy,
    String cause,
    @Nullable String trace) {

  public Candidate {
    allowedBy = List.copyOf(allowedBy);
  }

  /** The same model with a newer cause. */
  public Candidate because(String key) {
    return new Candidate(model, origin, run, requester, evidence, allowedBy, key, trace);
  }

  /** The same model after an approval let it pass. */
  public Candidate passed(String approval, String key) {
    List<String> passed = new ArrayList<>(allowedBy);
    passed.add(approval);
    return new Candidate(model, origin, run, requester, evidence, passed, key, trace);
  }

  /** The same model at the start of its way: whatever it passed no longer counts. */
  public Candidate restarted(String key) {
    return new Candidate(model, origin, run, requester, evidence, List.of(), key, trace);
  }
}
