package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.DecisionRefused;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.engine.Machine;
import dev.ionosphere.workflows.machine.engine.Transition;
import dev.ionosphere.workflows.machine.engine.Wanted;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.state.LedgerState;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TimelineOutbox;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
  private final TimelineOutbox outbox;
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
    works = new WorkDesk(state.name(), inbox);
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
        Workflow.await(() -> !inbox.isEmpty());
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
          () -> done.getAsBoolean() && works.settled() && Workflow.isEveryHandlerFinished();
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
    DecideRequest asked = whole(request);
    Reply reply = inbox.put(new IonEvent.Decided(decision(asked), asked, true)).get();
    return switch (reply) {
      case Reply.Decision(Verdict.Accepted accepted) -> accepted.receipt();
      // Somebody decided between the validator and the loop.
      case Reply.Decision(Verdict.Refused refused) -> throw failure(refused);
      case Reply.Receipt(boolean done, String message) ->
          throw ApplicationFailure.newNonRetryableFailure(message, "ion-stopped");
      case Reply.None none -> throw new IllegalStateException("A decision has an answer");
    };
  }

  /** A ticket decides once, so its end tells decisions apart. */
  private static String decision(DecideRequest request) {
    String ticket = Objects.requireNonNullElse(request.ticket(), "");
    return "decide/%s/%s"
        .formatted(request.approval(), ticket.substring(Math.max(0, ticket.length() - 16)));
  }

  private static ApplicationFailure failure(Verdict.Refused refused) {
    return ApplicationFailure.newNonRetryableFailure(
        refused.message(), refused.refusal().failureType());
  }

  @Override
  public void decideLater(DecideRequest request) {
    DecideRequest asked = whole(request);
    // Refused ones are recorded, each of them.
    String id = decision(asked) + "/" + Workflow.randomUUID();
    inbox.put(new IonEvent.Decided(id, asked, false));
  }

  /** Anybody may send nothing at all; that must not stop the ION. */
  private static DecideRequest whole(@Nullable DecideRequest request) {
    return Objects.requireNonNullElse(request, new DecideRequest(null, null, null, null, null));
  }

  @Override
  public void event(IonSignal signal) {
    switch (signal) {
      case IonSignal.HealthReported health ->
          inbox.put(
              new IonEvent.Told(
                  health.id(),
                  health.node(),
                  new NodeCommand.Judged(
                      health.digest(),
                      health.drifted(),
                      health.similarity(),
                      health.rows(),
                      now(),
                      health.trace())));
      case IonSignal.RolloutReported rollout ->
          inbox.put(
              new IonEvent.WorkProgressed(
                  rollout.id(),
                  rollout.report().rollout(),
                  rollout.report().node(),
                  rollout.report()));
      case IonSignal.WorkWaits waits ->
          inbox.put(new IonEvent.WorkWaits(waits.id(), waits.work(), waits.node(), waiting(waits)));
      case IonSignal.WorkEnded ended -> works.hint(ended.work());
      case null -> LOG.warn("Signal event came without a report");
    }
  }

  private static Optional<WorkWait> waiting(IonSignal.WorkWaits waits) {
    return Optional.ofNullable(waits.reason())
        .map(reason ->
            new WorkWait(
                waits.step(), reason, Objects.requireNonNullElseGet(waits.since(), IonShell::now)));
  }

  @Override
  public CommandReceipt run(Command.Run command) {
    given(command);
    return ask(
        new IonEvent.RunRequested(
            command.id(), new Actor(command.actor()), command.node(), command.trace()));
  }

  @Override
  public CommandReceipt stopRun(Command.StopRun command) {
    given(command);
    return ask(new IonEvent.RunStopped(command.id(), new Actor(command.actor()), command.run()));
  }

  @Override
  public CommandReceipt pause(Command.Pause command) {
    given(command);
    return ask(new IonEvent.Paused(command.id(), new Actor(command.actor())));
  }

  @Override
  public CommandReceipt resume(Command.Resume command) {
    given(command);
    return ask(new IonEvent.Resumed(command.id(), new Actor(command.actor())));
  }

  @Override
  public CommandReceipt stop(Command.Stop command) {
    given(command);
    return ask(new IonEvent.Stopped(command.id(), Optional.ofNullable(command.ticket())));
  }

  @Override
  public CommandReceipt setModel(Command.SetModel command) {
    given(command);
    return ask(
        new IonEvent.ModelSet(
            command.id(),
            Optional.ofNullable(command.ticket()),
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
            Optional.ofNullable(command.ticket()),
            command.document(),
            command.generation(),
            command.trace()));
  }

  @Override
  public CommandReceipt rotateKeys(Command.RotateKeys command) {
    given(command);
    return ask(
        new IonEvent.KeysChanged(
            command.id(), Optional.ofNullable(command.ticket()), command.keys()));
  }

  @Override
  public CommandReceipt breakGlass(Command.BreakGlass command) {
    given(command);
    return ask(
        new IonEvent.GlassBroken(
            command.id(),
            Optional.ofNullable(command.ticket()),
            command.change(),
            command.statement(),
            command.reason(),
            command.delaySeconds()));
  }

  private static void given(@Nullable Object command) {
    if (command == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A command needs its input, got none", "command-malformed");
    }
  }

  private CommandReceipt ask(IonEvent event) {
    return switch (inbox.put(event).get()) {
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
