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

/**
 * Answers that cohorts wait for of devices that fetch their orders. Kept until the cohort has been
 * signalled, so that neither a crash nor an outage loses one. Callers bring the transaction.
 */
@Singleton
public final class AwaitedAnswers {

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
    AwaitedAnswer unused = rows.existsById(row.id()) ? rows.update(row) : rows.save(row);
  }

  /** What the device says became of what it was ordered. */
  public void heard(String device, List<Telemetry.Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    for (AwaitedAnswer awaited : rows.findByDeviceAndStatusIsNull(device)) {
      outcomes.stream()
          .filter(outcome -> answers(outcome, awaited))
          .findFirst()
          .ifPresent(outcome -> answered(awaited, outcome));
    }
  }

  private static boolean answers(Telemetry.Outcome outcome, AwaitedAnswer awaited) {
    return outcome.status() != null
        && awaited.ion().equals(outcome.ion())
        && awaited.node().equals(outcome.node())
        && awaited.generation() == outcome.generation()
        && awaited.model().equals(outcome.model());
  }

  private void answered(AwaitedAnswer awaited, Telemetry.Outcome outcome) {
    String reason = outcome.reason() == null ? "" : Storable.reason(outcome.reason());
    AwaitedAnswer unused =
        rows.update(awaited.answered(outcome.status().name().toLowerCase(Locale.ROOT), reason));
    post.something();
  }
}
