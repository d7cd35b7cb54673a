package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.DecisionRefused;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.node.Reply;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decisions as they come in through Temporal, and how those who wait are answered. */
final class DecisionDoor {

  private final Inbox inbox;

  /** What a decision would be told now. */
  private final Function<DecideRequest, Verdict> judge;

  DecisionDoor(Inbox inbox, Function<DecideRequest, Verdict> judge) {
    this.inbox = inbox;
    this.judge = judge;
  }

  void validate(@Nullable DecideRequest request) {
    if (judge.apply(whole(request)) instanceof Verdict.Refused refused) {
      throw new DecisionRefused(refused);
    }
  }

  DecisionReceipt decide(@Nullable DecideRequest request) {
    DecideRequest asked = whole(request);
    Reply reply = inbox.put(new IonEvent.Decided(id(asked), asked, true)).get();
    return switch (reply) {
      case Reply.Decision(Verdict.Accepted accepted) -> accepted.receipt();
      // Somebody decided between the validator and the loop.
      case Reply.Decision(Verdict.Refused refused) ->
          throw ApplicationFailure.newNonRetryableFailure(
              refused.message(), refused.refusal().failureType());
      case Reply.Receipt(boolean done, String message) ->
          throw ApplicationFailure.newNonRetryableFailure(message, "ion-stopped");
      case Reply.None none -> throw new IllegalStateException("A decision has an answer");
    };
  }

  /** Nobody waits for the answer. */
  void decideLater(@Nullable DecideRequest request) {
    DecideRequest asked = whole(request);
    // Refused ones are recorded, each of them.
    String id = id(asked) + "/" + Workflow.randomUUID();
    inbox.put(new IonEvent.Decided(id, asked, false));
  }

  /** A ticket decides once, so its end tells decisions apart. */
  private static String id(DecideRequest request) {
    String ticket = Objects.requireNonNullElse(request.ticket(), "");
    return "decide/%s/%s"
        .formatted(request.approval(), ticket.substring(Math.max(0, ticket.length() - 16)));
  }

  /** Anybody may send nothing at all; that must not stop the ION. */
  private static DecideRequest whole(@Nullable DecideRequest request) {
    return Objects.requireNonNullElse(request, new DecideRequest(null, null, null, null, null));
  }
}
