package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.TestingCommands;
import dev.ionosphere.api.approval.TicketIssuer;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.temporal.Witness;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.approval.TicketDesk.Standing;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.ion.IonSignal;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Workflows that say yes to whoever has a good ticket, and remember what they were asked. */
@Singleton
@Primary
@Requires(property = "testing.workflows")
final class TestingWorkflows implements IonWorkflows {
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  volatile String current = "sha256:" + "0".repeat(64);
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final TicketIssuer tickets;
  private final Clock clock;

  TestingWorkflows(TicketIssuer tickets, Clock clock) {
    this.tickets = tickets;
    this.clock = clock;
  }

  @Override
  public boolean start(IonState state) {
    asked.add("start " + state.name());
    return true;
  }

  @Override
  public <R> R update(String workflow, String name, String id, Object request, Class<R> answer) {
    asked.add(name + " " + workflow);
    if (request instanceof DecideRequest decide) {
      asked.add(decide.decision() + " " + decide.subject() + " " + decide.reason());
      verify(decide);
      return answer.cast(
          new DecisionReceipt(
              String.valueOf(decide.approval()),
              String.valueOf(decide.decision()),
              "approver",
              "approved",
              1,
              1));
    }
    verify(TestingCommands.event(name, request), workflow.substring("ion:".length()));
    return answer.cast(new CommandReceipt(true, name + " is done"));
  }

  private void verify(DecideRequest decide) {
    verify(
        Optional.ofNullable(decide.ticket()),
        String.valueOf(decide.decision()),
        String.valueOf(decide.approval()),
        String.valueOf(decide.subject()));
  }

  private void verify(IonEvent event, String ion) {
    switch (event) {
      case IonEvent.DocumentChanged change ->
          verify(
              change.ticket(),
              "change",
              ion,
              CommandSubject.change(change.document(), change.generation()));
      case IonEvent.ModelSet set ->
          verify(
              set.ticket(),
              "setModel",
              ion,
              CommandSubject.setModel(set.node(), set.model().digest()));
      case IonEvent.Stopped stop ->
          verify(stop.ticket(), "stop", ion, CommandSubject.stop(ion, stop.withdraw()));
      case IonEvent.KeysChanged keys ->
          verify(keys.ticket(), "rotateKeys", ion, CommandSubject.rotateKeys(keys.keys()));
      default -> {}
    }
  }

  private void verify(Optional<String> ticket, String act, String target, String subject) {
    TicketDesk desk = new TicketDesk(List.of(tickets.key()), used);
    switch (desk.check(ticket, act, target, subject, clock.instant())) {
      case Standing.Good good -> used.add(good.ticket().id());
      case Standing.Bad bad -> throw new HubException(ErrorCode.REFUSED, bad.message());
    }
  }

  @Override
  public void signal(String workflow, String name, Object argument) {}

  @Override
  public Witness witness(String ion) {
    return new Witness.Nobody();
  }

  @Override
  public Optional<IonView> state(String ion) {
    Instant due = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    return Optional.of(
        new IonView(
            ion,
            ion.equals("bearings") ? IonStatus.PAUSED : IonStatus.RUNNING,
            1,
            null,
            "sha256:" + "5c".repeat(32),
            Instant.now(),
            ion.equals(TestingGate.ION) ? TestingGate.nodes() : turbofan(due),
            List.of(),
            20,
            null));
  }

  private Map<String, NodeView> turbofan(Instant due) {
    return Map.of(
        "detect",
        new NodeView(
            "inference",
            NodeStatus.ACTIVE,
            "",
            null,
            TestingRows.ROLLOUT,
            null,
            new NodeView.ReleaseView(1, current, current),
            1,
            true),
        "review",
        NodeView.of("approval", NodeStatus.WAITING, TestingRows.APPROVAL_2, 1),
        "retrain",
        NodeView.of("training", NodeStatus.RUNNING, TestingRows.RUN_3, 2)
            .running(TestingRows.RUN_3, due));
  }

  @Override
  public void report(String ion, IonSignal signal) {}

  @Override
  public boolean reachable() {
    return true;
  }
}
