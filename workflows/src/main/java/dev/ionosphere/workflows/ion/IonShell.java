package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.engine.Machine;
import dev.ionosphere.workflows.machine.engine.Transition;
import dev.ionosphere.workflows.machine.engine.Wanted;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.state.LedgerState;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.timeline.TimelineOutbox;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The durable shell around {@link Machine}: handlers fill the inbox, the loop feeds the machine,
 * and alarms and work follow the state. It decides nothing itself.
 */
public final class IonShell implements IonWorkflow {

  private static final Logger LOG = Workflow.getLogger(IonShell.class);

  private final Continuation continuation;
  private final Machine machine = new Machine(new CanonicalDocuments());
  private final Inbox inbox = new Inbox();
  private final IonDetails details = new IonDetails();
  private final Alarms alarms = new Alarms(inbox);
  private final DecisionDoor decisions;
  private final TimelineOutbox outbox;
  private final Sends sends = new Sends();
  private final WorkDesk works;
  private IonState state;

  @WorkflowInit
  public IonShell(StoredIon stored) {
    this(stored, Continuation.DAILY);
  }

  IonShell(StoredIon stored, Continuation continuation) {
    this.continuation = continuation;
    state = StateCodec.decode(stored);
    outbox = new TimelineOutbox(state.name(), state.ledger().outbox(), state.ledger().chain());
    decisions = new DecisionDoor(inbox, request -> machine.judge(state, request, now()));
    String ion = state.name();
    works = new WorkDesk(inbox::put, (work, over) -> new TemporalPiece(ion, work, over, sends));
  }

  @Override
  public void live(StoredIon stored) {
    outbox.start();
    if (state.status().isLaunching()) {
      // What an ION that was lost left behind may still run.
      state
          .nodes()
          .keySet()
          .forEach(node -> machine.wanted(state, node).work().forEach(works::attach));
      take(new IonEvent.Launched(Workflow.getInfo().getFirstExecutionRunId()));
    } else {
      attach();
    }
    try {
      while (state.status() != IonStatus.STOPPED) {
        details.show(state());
        if (continuation.due()) {
          continueAsNew();
        }
        Workflow.await(() -> !inbox.isEmpty() || continuation.isLong());
        inbox.drain(this::take);
      }
      end();
    } catch (CanceledFailure cancelled) {
      // Cancelled through Temporal itself: a stop by somebody we do not know.
      Workflow.newDetachedCancellationScope(
              () -> {
                take(new IonEvent.Cancelled("cancelled"));
                end();
              })
          .run();
      throw cancelled;
    }
  }

  /** Alarms and work do not survive the run before; the state says which there are. */
  private void attach() {
    for (String node : state.nodes().keySet()) {
      Wanted wanted = machine.wanted(state, node);
      alarms.want(node, wanted.alarms());
      wanted.work().forEach(works::attach);
    }
    alarms.want(Machine.CHANGE, machine.wanted(state, Machine.CHANGE).alarms());
  }

  private Reply take(IonEvent event) {
    Transition transition = machine.step(state, event, now());
    state = transition.state();
    transition.entries().forEach(outbox::append);
    for (String node : transition.touched()) {
      Wanted wanted = machine.wanted(state, node);
      alarms.want(node, wanted.alarms());
      works.want(node, wanted.work());
    }
    return transition.reply();
  }

  private void continueAsNew() {
    // Updates that were accepted must be answered by the run that accepted them.
    drainUntil(() -> true);
    if (state.status() != IonStatus.STOPPED) {
      Workflow.continueAsNew(StateCodec.encode(withLedger().withRules(IonState.RULES)));
    }
  }

  private void end() {
    details.show(state());
    drainUntil(outbox::delivered);
  }

  /** Answers whatever still comes until nobody waits for an answer and nothing is half sent. */
  private void drainUntil(BooleanSupplier done) {
    while (true) {
      inbox.drain(this::take);
      BooleanSupplier quiet =
          () -> done.getAsBoolean() && sends.settled() && Workflow.isEveryHandlerFinished();
      Workflow.await(() -> !inbox.isEmpty() || quiet.getAsBoolean());
      if (inbox.isEmpty()) {
        return;
      }
    }
  }

  @Override
  public void validateDecide(DecideRequest request) {
    decisions.validate(request);
  }

  @Override
  public DecisionReceipt decide(DecideRequest request) {
    return decisions.decide(request);
  }

  @Override
  public void decideLater(DecideRequest request) {
    decisions.decideLater(request);
  }

  @Override
  public void event(IonSignal signal) {
    switch (signal) {
      case IonSignal.HealthReported health -> inbox.put(health.event(now()));
      case IonSignal.RolloutReported rollout -> inbox.put(rollout.event());
      case IonSignal.WorkWaits waits -> inbox.put(waits.event(now()));
      case IonSignal.WorkEnded ended -> works.hint(ended.work());
      case null -> LOG.warn("Signal event came without a report");
    }
  }

  @Override
  public CommandReceipt run(Command.Run command) {
    return ask(command);
  }

  @Override
  public CommandReceipt stopRun(Command.StopRun command) {
    return ask(command);
  }

  @Override
  public CommandReceipt pause(Command.Pause command) {
    return ask(command);
  }

  @Override
  public CommandReceipt resume(Command.Resume command) {
    return ask(command);
  }

  @Override
  public CommandReceipt stop(Command.Stop command) {
    return ask(command);
  }

  @Override
  public CommandReceipt setModel(Command.SetModel command) {
    return ask(command);
  }

  @Override
  public CommandReceipt change(Command.Change command) {
    return ask(command);
  }

  @Override
  public CommandReceipt rotateKeys(Command.RotateKeys command) {
    return ask(command);
  }

  @Override
  public CommandReceipt breakGlass(Command.BreakGlass command) {
    return ask(command);
  }

  private CommandReceipt ask(@Nullable Command command) {
    if (command == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A command needs its input, got none", "command-malformed");
    }
    return switch (inbox.put(command.event()).get()) {
      case Reply.Receipt(boolean done, String message) -> new CommandReceipt(done, message);
      case Reply.None none -> throw new IllegalStateException("A command has a receipt");
      case Reply.Decision decision -> throw new IllegalStateException("A command has a receipt");
    };
  }

  @Override
  public IonView state() {
    return machine.view(withLedger(), now());
  }

  /** As it would be handed over now. */
  StoredIon stored() {
    return StateCodec.encode(withLedger());
  }

  private IonState withLedger() {
    return state.with(new LedgerState(outbox.waiting(), outbox.head()));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
