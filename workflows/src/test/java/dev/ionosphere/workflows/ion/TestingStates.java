package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.Machine;
import dev.ionosphere.workflows.machine.engine.Transition;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.LedgerState;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IONs in the middle of things, with something in every part of their state. */
final class TestingStates {

  /** Two people must agree before a model goes out, and both at once are asked. */
  private static final String JOINED =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: turbofan}
      spec:
        nodes:
          retrain:
            kind: training
            placement: {cloud: {engine: spark, master: "local[2]", memory: 1g}}
            schedule: {cron: "0 10 * * TUE", zone: Europe/Berlin, catchUp: last}
            component: kmeans
            arguments: {k: 8, scale: 0.5, input: "data/train.csv", columns: [s2, s3]}
          operations:
            kind: approval
            approvers: {role: approver, required: 2, notRequester: true}
            expires: {after: 72h, then: reject}
          safety:
            kind: approval
            approvers: {role: approver, required: 1}
            expires: {after: 72h, then: reject}
          detect:
            kind: inference
            placement: {devices: "role=engine"}
            every: 5m
            source: {file: "data/${device}.csv"}
            model: {initial: none}
            join: all
            rollout: {waves: [1, 100%], gate: {delivered: ">= 90%", soak: 10m}, silentAfter: 1h}
        edges:
          - {from: retrain, to: operations}
          - {from: retrain, to: safety}
          - {from: operations, to: detect}
          - {from: safety, to: detect}
          - {from: detect, to: retrain, on: drift, cooldown: 6h}
      """;

  /** Two gates behind each other, and somebody who is told at once. */
  private static final String GATED =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: turbofan}
      spec:
        nodes:
          retrain: {kind: training, component: kmeans}
          better: {kind: gate, pass: "candidate.metrics.wssse < 9.0"}
          quality: {kind: gate, pass: "candidate.metrics.auc > 0.9"}
          detect:
            kind: inference
            placement: {devices: "role=engine"}
            every: 5m
            source: {file: "data/${device}.csv"}
          tell: {kind: notify, webhook: {url: "https://hooks.example.org/ion", secret: {name: hook-key}}, group: 0s}
          later: {kind: notify, mail: {server: "smtp://mail.example.org:25", from: ion@example.org, to: [ops@example.org]}}
        edges:
          - {from: retrain, to: better}
          - {from: better, to: quality}
          - {from: quality, to: detect}
          - {from: quality, to: tell, on: waiting}
          - {from: quality, to: later, on: waiting}
      """;

  private final Machine machine = new Machine(new CanonicalDocuments());
  private final TestingHub hub = new TestingHub();
  private final List<TimelineEntry> entries = new ArrayList<>();
  private Instant now = Instant.parse("2026-07-01T10:00:00.125Z");
  private IonState state;
  private int ids;

  private TestingStates(String yaml) {
    state =
        IonState.launch(
            "turbofan",
            TestingDocument.canonical(yaml),
            1,
            Actor.person("ann"),
            List.of(hub.key()),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    take(new IonEvent.Launched("launch"));
  }

  /** By name. */
  static Map<String, IonState> all() {
    Map<String, IonState> states = new LinkedHashMap<>();
    states.put("approvals", approvals());
    states.put("releases", releases());
    states.put("change", change());
    states.put("gates", gates());
    return states;
  }

  /**
   * A vote of two, a branch that waits for the other, a training that waits for the hub, a pause.
   */
  private static IonState approvals() {
    TestingStates ion = new TestingStates(JOINED);
    ion.run();
    ion.trained(1);
    ion.decide("operations", "bob");
    ion.decide("operations", "carl");
    ion.decide("safety", "bob");
    ion.run();
    ion.trained(2);
    ion.decide("operations", "bob");
    ion.decide("safety", "bob");
    ion.run();
    ion.take(
        new IonEvent.WorkWaits(
            ion.id(),
            "work:turbofan:retrain:3",
            "retrain",
            Optional.of(new WorkWait("register", "waiting for the hub", ion.now))));
    ion.take(new IonEvent.Paused(ion.id(), Actor.person("olga")));
    ion.now = ion.now.plus(Duration.ofMinutes(5));
    return ion.withLedger();
  }

  /** A proven release, a rejected one, one on its way; drift that a cooldown keeps back. */
  private static IonState releases() {
    TestingStates ion = new TestingStates(TestingDocument.TURBOFAN);
    ion.lap(1, RolloutStatus.COMPLETED);
    ion.lap(2, RolloutStatus.FAILED);
    ion.run();
    ion.trained(3);
    ion.decide("review", "bob");
    ion.take(
        new IonEvent.WorkProgressed(
            ion.id(),
            "rollout:turbofan:detect:3",
            "detect",
            report(3, RolloutStatus.COMPLETED, new Tally(4, 3, 0, 1), true)));
    ion.take(
        new IonEvent.Told(
            ion.id(),
            "detect",
            new NodeCommand.Judged(
                "sha256:turbofan.retrain.3",
                true,
                Map.of("s2", 0.5),
                900,
                new AnomalyRate(true, 0.3, 0.1),
                ion.now,
                null)));
    ion.run();
    ion.take(new IonEvent.Paused(ion.id(), Actor.person("olga")));
    ion.trained(4);
    return ion.withLedger();
  }

  /** A document that waits for people, and two keys. */
  private static IonState change() {
    TestingStates ion = new TestingStates(JOINED);
    List<TicketKey> keys =
        List.of(ion.hub.key(), new TicketKey("tickets-2", "of no matter to this test"));
    ion.take(
        new IonEvent.KeysChanged(
            ion.id(), ion.ticket("rotateKeys", CommandSubject.rotateKeys(keys), "olga"), keys));
    String weaker = TestingDocument.canonical(JOINED.replace("required: 2", "required: 1"));
    ion.take(
        new IonEvent.DocumentChanged(
            ion.id(),
            ion.ticket("change", CommandSubject.change(weaker, 2), "olga"),
            weaker,
            2,
            null));
    ApprovalView pending = machineView(ion).getFirst();
    ion.decide(pending, "bob");
    return ion.withLedger();
  }

  /** A gate that judges, one that asks people, a notice on its way, and more to tell. */
  private static IonState gates() {
    TestingStates ion = new TestingStates(GATED);
    ion.run();
    ion.trained(1);
    ion.done("better", new GateVerdict(GateVerdict.Outcome.PASS, null, "sha256:e", "sha256:i"));
    ion.done("quality", GateVerdict.inconclusive("'candidate.metrics.auc' is missing"));
    ion.take(new IonEvent.RunRequested(ion.id(), Actor.person("olga"), "tell", null));
    ion.run();
    ion.trained(2);
    return ion.withLedger();
  }

  private void done(String node, Object output) {
    String work = machine.wanted(state, node).work().getFirst().id();
    take(new IonEvent.WorkEnded(work, node, new WorkEnd.Done(output)));
  }

  private void lap(long number, RolloutStatus outcome) {
    run();
    trained(number);
    decide("review", "bob");
    take(
        new IonEvent.WorkEnded(
            "rollout:turbofan:detect:" + number,
            "detect",
            new WorkEnd.Done(report(number, outcome, new Tally(4, 4, 0, 0), false))));
  }

  private static RolloutReport report(
      long generation, RolloutStatus outcome, Tally tally, boolean open) {
    return new RolloutReport(
        "rollout:turbofan:detect:" + generation, "detect", generation, outcome, tally, open);
  }

  private void run() {
    take(new IonEvent.RunRequested(id(), Actor.person("ann"), "retrain", null));
  }

  private void trained(long number) {
    String work = "work:turbofan:retrain:" + number;
    TrainingJob job = (TrainingJob) machine.wanted(state, "retrain").work().getFirst().input();
    TrainingResult result = TestingCloud.result(job);
    take(new IonEvent.WorkEnded(work, "retrain", new WorkEnd.Done(result)));
  }

  private void decide(String node, String person) {
    ApprovalView open =
        machineView(this).stream()
            .filter(approval -> node.equals(approval.node()))
            .findFirst()
            .orElseThrow();
    decide(open, person);
  }

  private void decide(ApprovalView approval, String person) {
    take(
        new IonEvent.Decided(
            id(),
            hub.request(
                approval.approval(),
                approval.subject(),
                "approve",
                person,
                now.plus(Duration.ofHours(1))),
            true));
  }

  private static List<ApprovalView> machineView(TestingStates ion) {
    return ion.machine.view(ion.state, ion.now).approvals();
  }

  private Optional<String> ticket(String act, String subject, String person) {
    return Optional.of(
        hub.sign(hub.ticket("turbofan", subject, act, person, now.plus(Duration.ofHours(1)))));
  }

  private String id() {
    ids++;
    return "event-" + ids;
  }

  private void take(IonEvent event) {
    now = now.plusSeconds(1);
    Transition transition = machine.step(state, event, now);
    state = transition.state();
    entries.addAll(transition.entries());
  }

  /** The hub has not taken the last records. */
  private IonState withLedger() {
    int last = entries.size();
    return state.with(
        new LedgerState(entries.subList(Math.max(0, last - 5), last), new ChainHead(7, "abc")));
  }
}
