package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.ion.CanonicalDocuments;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of the machine, over a mix of events that happened to an ION of 20 nodes. Signatures are
 * not looked at: a decision costs one Ed25519 verification more.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {

  private static final int EVENTS = 4_000;
  private static final int BRANCHES = 4;
  private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

  private record Happened(IonState state, IonEvent event, Instant now) {}

  private final List<Happened> trace = new ArrayList<>();
  private final Map<String, Ticket> tickets = new HashMap<>();
  private final Random random = new Random(1);
  private final Machine machine =
      new Machine(
          new CanonicalDocuments(),
          Behaviours::of,
          (TicketKey key, String wire) -> Optional.ofNullable(tickets.get(wire)));
  private IonState state =
      IonState.launch(
          "plant",
          document(),
          1,
          Actor.person("scientist"),
          List.of(new TicketKey("tickets-1", "")),
          null);
  private Instant now = START;
  private int next;

  /** Four times a training, two approvals side by side that must both pass, and two fleets. */
  private static String document() {
    StringBuilder nodes = new StringBuilder();
    StringBuilder edges = new StringBuilder();
    for (int branch = 0; branch < BRANCHES; branch++) {
      String inference =
          "{kind: inference, placement: {devices: \"role=engine\"}, every: 5m, source: {file: data.csv},"
              + " model: {initial: none}, rollout: {waves: [1, 100%], gate: {delivered: \">= 90%\", soak: 10m}, silentAfter: 1h}";
      nodes.append(
          """
              train%1$d: {kind: training, placement: {cloud: {engine: spark, master: local, memory: 1g}}, component: kmeans, schedule: {every: 9h}}
              safety%1$d: {kind: approval, approvers: {role: approver, required: 1}, expires: {after: 72h}}
              quality%1$d: {kind: approval, approvers: {role: approver, required: 1}, expires: {after: 72h}}
              east%1$d: %2$s, join: all}
              west%1$d: %2$s, join: all}
          """
              .formatted(branch, inference));
      edges.append(
          """
              - {from: train%1$d, to: safety%1$d}
              - {from: train%1$d, to: quality%1$d}
              - {from: safety%1$d, to: east%1$d}
              - {from: quality%1$d, to: east%1$d}
              - {from: safety%1$d, to: west%1$d}
              - {from: quality%1$d, to: west%1$d}
              - {from: east%1$d, to: train%1$d, on: drift, cooldown: 6h}
          """
              .formatted(branch));
    }
    String yaml =
        "apiVersion: ionosphere.dev/v1\nkind: ION\nmetadata: {name: plant}\nspec:\n  nodes:\n"
            + nodes
            + "  edges:\n"
            + edges;
    return switch (IonReader.read(yaml)) {
      case ReadResult.Valid valid -> valid.canonicalJson();
      case ReadResult.Invalid invalid ->
          throw new IllegalStateException(invalid.findings().toString());
    };
  }

  /** Lets things happen and keeps what the machine was asked. */
  @Setup(Level.Trial)
  public void record() {
    take(new IonEvent.Launched("launch"));
    while (trace.size() < EVENTS) {
      now = now.plus(Duration.ofMinutes(20));
      switch (random.nextInt(10)) {
        case 0 ->
            take(new IonEvent.RunRequested(id(), Actor.person("sue"), "train" + branch(), null));
        case 1, 2, 3, 4 -> work();
        case 5, 6, 7 -> decide();
        case 8 -> judge();
        default -> alarms();
      }
      if (random.nextInt(60) == 0) {
        take(new IonEvent.Paused(id(), Actor.person("olga")));
        work();
        take(new IonEvent.Resumed(id(), Actor.person("olga")));
      }
    }
  }

  private int branch() {
    return random.nextInt(BRANCHES);
  }

  private String id() {
    return "id-" + trace.size();
  }

  private void take(IonEvent event) {
    trace.add(new Happened(state, event, now));
    state = machine.step(state, event, now).state();
  }

  private void work() {
    List<Work> wanted =
        state.nodes().keySet().stream()
            .flatMap(node -> machine.wanted(state, node).work().stream())
            .toList();
    if (!wanted.isEmpty()) {
      Work work = wanted.get(random.nextInt(wanted.size()));
      Object output =
          work.runner() instanceof Runner.Training
              ? trained((TrainingJob) work.input())
              : rolled((RolloutInput) work.input());
      take(new IonEvent.WorkEnded(work.id(), work.node(), new WorkEnd.Done(output)));
    }
  }

  private static TrainingResult trained(TrainingJob job) {
    ModelRef model = new ModelRef("sha256:" + job.run(), "signature", "key", 1_000);
    return new TrainingResult(job.run(), model, Map.of("wssse", 1.5), "sha256:evidence");
  }

  private RolloutReport rolled(RolloutInput input) {
    RolloutStatus outcome = random.nextInt(8) == 0 ? RolloutStatus.FAILED : RolloutStatus.COMPLETED;
    return new RolloutReport(
        input.rollout(), input.node(), input.generation(), outcome, new Tally(4, 4, 0, 0), false);
  }

  private void decide() {
    List<ApprovalView> open = machine.view(state, now).approvals();
    if (!open.isEmpty()) {
      ApprovalView asked = open.get(random.nextInt(open.size()));
      String act = random.nextInt(8) == 0 ? "reject" : "approve";
      Ticket ticket =
          new Ticket(
              id(),
              "tickets-1",
              act,
              asked.approval(),
              asked.subject(),
              "ann",
              null,
              Set.of("approver"),
              now.plus(Duration.ofMinutes(10)));
      tickets.put(ticket.id(), ticket);
      take(
          new IonEvent.Decided(
              id(),
              new DecideRequest(asked.approval(), act, asked.subject(), "seen", ticket.id()),
              true));
    }
  }

  private void judge() {
    String node = "east" + branch();
    Objects.requireNonNull(state.nodes().get(node))
        .inUse()
        .ifPresent(used ->
            take(
                new IonEvent.Told(
                    id(),
                    node,
                    new NodeCommand.Judged(
                        used.model().digest(),
                        random.nextBoolean(),
                        Map.of("s", 0.4),
                        500,
                        null,
                        now,
                        null))));
  }

  private void alarms() {
    state.nodes().keySet().stream()
        .flatMap(node -> machine.wanted(state, node).alarms().stream())
        .filter((Alarm alarm) -> !alarm.at().isAfter(now))
        .findFirst()
        .ifPresent(alarm -> take(new IonEvent.AlarmDue(alarm)));
  }

  @Benchmark
  public Transition step() {
    Transition transition = step(next);
    next = next + 1 == trace.size() ? 0 : next + 1;
    return transition;
  }

  int events() {
    return trace.size();
  }

  Transition step(int event) {
    Happened happened = trace.get(event);
    return machine.step(happened.state(), happened.event(), happened.now());
  }
}
