package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.DecisionRefused;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.timeline.Ledger;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The durable shell around {@link StateMachine}: handlers fill the inbox, the loop feeds the
 * machine, and {@link Hands} do what it wants done. It decides nothing itself.
 */
public final class IonShell implements IonWorkflow {

  private static final Logger LOG = Workflow.getLogger(IonShell.class);

  private final StateMachine machine = new StateMachine();
  private final Inbox inbox = new Inbox();
  private final Showcase showcase = new Showcase();
  private final Ledger ledger;
  private final Hands hands;
  private IonState state;

  @WorkflowInit
  public IonShell(IonState state) {
    this.state = state;
    ledger = new Ledger(state.name(), state.outbox(), state.chain());
    hands = new Hands(inbox, ledger);
  }

  @Override
  public void live(IonState initial) {
    ledger.start();
    machine.attach(state).forEach(hands::perform);
    if (state.status() == IonStatus.LAUNCHING) {
      take(new IonEvent.Launched(Workflow.getInfo().getFirstExecutionRunId()));
    }
    try {
      while (state.status() != IonStatus.STOPPED) {
        showcase.show(state);
        if (Continuation.due(hands)) {
          continueAsNew();
        }
        Workflow.await(() -> !inbox.isEmpty());
        inbox.drain(this::take);
      }
      end();
    } catch (CanceledFailure cancelled) {
      // Cancelled through Temporal itself: a stop by somebody we do not know.
      Workflow.newDetachedCancellationScope(
              () -> {
                take(new IonEvent.Stopped("cancelled", "system"));
                end();
              })
          .run();
      throw cancelled;
    }
  }

  private Reply take(IonEvent event) {
    Transition transition = machine.step(state, event, now());
    state = transition.state();
    transition.effects().forEach(hands::perform);
    return transition.reply();
  }

  private void continueAsNew() {
    // Updates that were accepted must be answered by the run that accepted them.
    drainUntil(() -> true);
    if (state.status() != IonStatus.STOPPED) {
      Workflow.continueAsNew(state.withLedger(ledger.waiting(), ledger.head()));
    }
  }

  private void end() {
    showcase.show(state);
    drainUntil(ledger::delivered);
  }

  /** Answers whatever still comes until nobody waits for an answer and nothing is half sent. */
  private void drainUntil(BooleanSupplier done) {
    while (true) {
      inbox.drain(this::take);
      BooleanSupplier quiet =
          () -> done.getAsBoolean() && hands.settled() && Workflow.isEveryHandlerFinished();
      Workflow.await(() -> !inbox.isEmpty() || quiet.getAsBoolean());
      if (inbox.isEmpty()) {
        return;
      }
    }
  }

  @Override
  public void validateDecide(DecideRequest request) {
    if (machine.judge(state, whole(request), now()) instanceof Verdict.Refused refused) {
      throw new DecisionRefused(refused);
    }
  }

  @Override
  public DecisionReceipt decide(DecideRequest request) {
    Reply reply = inbox.put(new IonEvent.Decided("update", whole(request), true)).get();
    return switch (reply) {
      case Reply.Decision(Verdict.Accepted accepted) -> accepted.receipt();
      // Somebody decided between the validator and the loop.
      case Reply.Decision(Verdict.Refused refused) -> throw failure(refused);
      case Reply.Receipt(CommandReceipt receipt) ->
          throw ApplicationFailure.newNonRetryableFailure(receipt.message(), "ion-stopped");
      case Reply.None none -> throw new IllegalStateException("A decision has an answer");
    };
  }

  private static ApplicationFailure failure(Verdict.Refused refused) {
    return ApplicationFailure.newNonRetryableFailure(
        refused.message(), refused.refusal().failureType());
  }

  @Override
  public void decideLater(DecideRequest request) {
    inbox.put(new IonEvent.Decided("signal", whole(request), false));
  }

  /** Anybody may send nothing at all; that must not stop the ION. */
  private static DecideRequest whole(@Nullable DecideRequest request) {
    return Objects.requireNonNullElse(request, new DecideRequest(null, null, null, null, null));
  }

  @Override
  public void event(IonEvent event) {
    switch (event) {
      case IonEvent.HealthReported health -> inbox.put(health);
      case IonEvent.RolloutReported rollout -> inbox.put(rollout);
      case null, default -> LOG.warn("Signal event came without a report");
    }
  }

  @Override
  public CommandReceipt run(Command.Run command) {
    given(command);
    return ask(
        new IonEvent.RunRequested(command.id(), command.actor(), command.node(), command.trace()));
  }

  @Override
  public CommandReceipt stopRun(Command.StopRun command) {
    given(command);
    return ask(new IonEvent.RunStopped(command.id(), command.actor(), command.run()));
  }

  @Override
  public CommandReceipt pause(Command.Pause command) {
    given(command);
    return ask(new IonEvent.Paused(command.id(), command.actor()));
  }

  @Override
  public CommandReceipt resume(Command.Resume command) {
    given(command);
    return ask(new IonEvent.Resumed(command.id(), command.actor()));
  }

  @Override
  public CommandReceipt stop(Command.Stop command) {
    given(command);
    return ask(new IonEvent.Stopped(command.id(), command.actor()));
  }

  @Override
  public CommandReceipt setModel(Command.SetModel command) {
    given(command);
    return ask(
        new IonEvent.ModelSet(
            command.id(),
            command.actor(),
            command.node(),
            command.model(),
            command.reason(),
            command.trace()));
  }

  @Override
  public CommandReceipt change(Command.Change command) {
    given(command);
    return ask(
        new IonEvent.DocumentChanged(
            command.id(),
            command.actor(),
            command.document(),
            command.generation(),
            command.trace()));
  }

  private static void given(@Nullable Object command) {
    if (command == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A command needs its input, got none", "command-malformed");
    }
  }

  private CommandReceipt ask(IonEvent event) {
    return switch (inbox.put(event).get()) {
      case Reply.Receipt(CommandReceipt receipt) -> receipt;
      case Reply.None none -> throw new IllegalStateException("A command has a receipt");
      case Reply.Decision decision -> throw new IllegalStateException("A command has a receipt");
    };
  }

  @Override
  public IonView state() {
    return Views.of(state.withLedger(ledger.waiting(), ledger.head()), now());
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
