package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.timeline.Ledger;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
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
    while (!(inbox.isEmpty() && Workflow.isEveryHandlerFinished() && hands.settled())) {
      Workflow.await(
          () -> !inbox.isEmpty() || (Workflow.isEveryHandlerFinished() && hands.settled()));
      inbox.drain(this::take);
    }
    if (state.status() != IonStatus.STOPPED) {
      Workflow.continueAsNew(state.withLedger(ledger.waiting(), ledger.head()));
    }
  }

  private void end() {
    inbox.drain(this::take);
    showcase.show(state);
    Workflow.await(
        () -> ledger.delivered() && hands.settled() && Workflow.isEveryHandlerFinished());
  }

  @Override
  public void validateDecide(DecideRequest request) {
    if (machine.judge(state, request, now()) instanceof Verdict.Refused refused) {
      throw failure(refused);
    }
  }

  @Override
  public DecisionReceipt decide(DecideRequest request) {
    Reply reply = inbox.put(new IonEvent.Decided("update", request, true)).get();
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
    inbox.put(new IonEvent.Decided("signal", request, false));
  }

  @Override
  public void event(IonEvent event) {
    switch (event) {
      case IonEvent.HealthReported health -> inbox.put(health);
      case IonEvent.RolloutReported rollout -> inbox.put(rollout);
      default -> LOG.warn("Signal event does not carry {}", event.getClass().getSimpleName());
    }
  }

  @Override
  public CommandReceipt run(Command.Run command) {
    return ask(
        new IonEvent.RunRequested(command.id(), command.actor(), command.node(), command.trace()));
  }

  @Override
  public CommandReceipt pause(Command.Pause command) {
    return ask(new IonEvent.Paused(command.id(), command.actor()));
  }

  @Override
  public CommandReceipt resume(Command.Resume command) {
    return ask(new IonEvent.Resumed(command.id(), command.actor()));
  }

  @Override
  public CommandReceipt stop(Command.Stop command) {
    return ask(new IonEvent.Stopped(command.id(), command.actor()));
  }

  @Override
  public CommandReceipt setModel(Command.SetModel command) {
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
    return ask(
        new IonEvent.DocumentChanged(
            command.id(),
            command.actor(),
            command.document(),
            command.generation(),
            command.trace()));
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
