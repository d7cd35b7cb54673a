package dev.ionosphere.api.order;

import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers that cohorts wait for of devices that fetch their orders. Kept until the cohort has been
 * signalled, so that neither a crash nor an outage loses one. Callers bring the transaction.
 */
@Singleton
public final class AwaitedAnswers {

  /** Width of the column. */
  private static final int REASON = 400;

  private final AwaitedAnswerRows rows;
  private final AnswerPost post;

  AwaitedAnswers(AwaitedAnswerRows rows, AnswerPost post) {
    this.rows = rows;
    this.post = post;
  }

  /** The cohort wants to know what becomes of the order. */
  void await(String device, OrderRequest request, Instant now) {
    RolloutClaim claim = request.claim();
    AwaitedAnswer row =
        new AwaitedAnswer(
            AwaitedAnswer.id(device, claim.ion(), claim.node()),
            device,
            claim.ion(),
            claim.node(),
            claim.generation(),
            claim.model(),
            WorkflowNames.cohort(
                claim.ion(), claim.node(), claim.generation(), request.wave(), request.number()),
            now,
            null,
            null);
    // An answer for an older cohort may be told and forgotten at this moment.
    rows.deleteById(row.id());
    AwaitedAnswer unused = rows.save(row);
  }

  /**
   * What the device says became of what it was ordered.
   *
   * @return whether cohorts wait for it; then {@link #tell} once the transaction is through
   */
  public boolean heard(String device, List<Telemetry.Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return false;
    }
    boolean any = false;
    for (AwaitedAnswer awaited : rows.findByDeviceAndStatusIsNull(device)) {
      Optional<Telemetry.Outcome> answer =
          outcomes.stream().filter(outcome -> answers(outcome, awaited)).findFirst();
      any |= answer.isPresent() && answered(awaited, answer.get());
    }
    return any;
  }

  /** There are answers for cohorts. */
  public void tell() {
    post.something();
  }

  private static boolean answers(Telemetry.Outcome outcome, AwaitedAnswer awaited) {
    return outcome.status() != null
        && awaited.ion().equals(outcome.ion())
        && awaited.node().equals(outcome.node())
        && awaited.generation() == outcome.generation()
        && awaited.model().equals(outcome.model());
  }

  /** Whether the cohort that was answered still waits. */
  private boolean answered(AwaitedAnswer awaited, Telemetry.Outcome outcome) {
    String reason = outcome.reason() == null ? "" : Storable.text(outcome.reason(), REASON);
    String status = outcome.status().name().toLowerCase(Locale.ROOT);
    return rows.answered(awaited.id(), awaited.cohort(), status, reason) > 0;
  }
}
