package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What people, work and devices do to a machine, in the few words that tests need. */
public final class TestingMachine extends StrictMachine {

  /** A Monday. */
  public static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

  public static final TestingHub HUB = new TestingHub();

  static final TestingDocuments DOCUMENTS = new TestingDocuments();
  private static final Duration VALID = Duration.ofMinutes(10);

  private int ids;

  public TestingMachine(Machine machine, String document) {
    super(
        machine,
        IonState.launch(
            TestingIon.NAME, document, 1, Actor.person("scientist"), List.of(HUB.key()), null));
  }

  public TestingMachine(TestingIon document) {
    this(new Machine(DOCUMENTS), document.canonical());
  }

  public static TestingMachine launched(TestingIon document) {
    return new TestingMachine(document).launched();
  }

  public TestingMachine launched() {
    step(new IonEvent.Launched("launch"));
    return this;
  }

  public String id() {
    ids++;
    return "id-" + ids;
  }

  public Reply.Receipt run(String person) {
    return run(person, "retrain");
  }

  public Reply.Receipt run(String person, String node) {
    return receipt(new IonEvent.RunRequested(id(), Actor.person(person), node, null));
  }

  public Reply.Receipt receipt(IonEvent event) {
    return (Reply.Receipt) step(event).reply();
  }

  public void pause() {
    receipt(new IonEvent.Paused(id(), Actor.person("operator")));
  }

  public void resume() {
    receipt(new IonEvent.Resumed(id(), Actor.person("operator")));
  }

  public void finish() {
    finish("retrain");
  }

  public void finish(String node) {
    TrainingState.Run run = Objects.requireNonNull(training(node).run(), node + " runs");
    step(new IonEvent.WorkEnded(run.work(), node, new WorkEnd.Done(result(run.job().run()))));
  }

  /** What a gate is told of the candidate that came to it. */
  public void judge(String node, GateVerdict verdict) {
    Work work = wanted(node).getFirst();
    step(new IonEvent.WorkEnded(work.id(), node, new WorkEnd.Done(verdict)));
  }

  public void fail(String node) {
    TrainingState.Run run = Objects.requireNonNull(training(node).run(), node + " runs");
    step(new IonEvent.WorkEnded(run.work(), node, new WorkEnd.Failed("out of memory")));
  }

  /** A person asks for a run, and it succeeds. */
  public void candidate(String node) {
    run("scientist", node);
    finish(node);
  }

  public static TrainingResult result(String run) {
    return new TrainingResult(run, model(run), Map.of("wssse", 1.5), "sha256:evidence-of-" + run);
  }

  public static ModelRef model(String run) {
    return new ModelRef("sha256:" + run, "signature", "key", 1_000);
  }

  public Verdict decide(String node, String decision, String person, String... roles) {
    OpenApproval open = Objects.requireNonNull(open(node), node + " waits");
    return decide(HUB.request(open.approval(), open.subject(), decision, person, later(), roles));
  }

  public Verdict decide(DecideRequest request) {
    return ((Reply.Decision) step(new IonEvent.Decided(id(), request, true)).reply()).verdict();
  }

  public Verdict approve(String node) {
    return decide(node, "approve", "ann");
  }

  public Verdict reject(String node) {
    return decide(node, "reject", "ann");
  }

  public Verdict decideChange(String decision, String person, String... roles) {
    PendingChange pending = Objects.requireNonNull(pending(), "a change waits");
    return decide(HUB.request(pending.id(), pending.subject(), decision, person, later(), roles));
  }

  public static Refusal refusal(Verdict verdict) {
    return ((Verdict.Refused) verdict).refusal();
  }

  public Instant later() {
    return now.plus(VALID);
  }

  /** Trains, approves and rolls out: one whole lap. */
  public void lap() {
    candidate("retrain");
    approve("review");
    rollout("detect", RolloutStatus.COMPLETED, false);
  }

  public void rollout(String node, RolloutStatus outcome, boolean open) {
    rollout(node, outcome, new Tally(4, 4, 0, 0), open);
  }

  public void rollout(String node, RolloutStatus outcome, Tally tally, boolean open) {
    String work = Objects.requireNonNull(inference(node).rollout(), "a rollout").input().rollout();
    RolloutReport report =
        new RolloutReport(
            work,
            node,
            Objects.requireNonNull(inference(node).wanted()).generation(),
            outcome,
            tally,
            open);
    step(
        open
            ? new IonEvent.WorkProgressed(id(), work, node, report)
            : new IonEvent.WorkEnded(work, node, new WorkEnd.Done(report)));
  }

  public void drift(boolean drifted) {
    drift("detect", Objects.requireNonNull(inference("detect").wanted()).model().digest(), drifted);
  }

  public void drift(String node, String digest, boolean drifted) {
    step(
        new IonEvent.Told(
            id(),
            node,
            new NodeCommand.Judged(digest, drifted, Map.of("s2", 0.4), 500, null, now, null)));
  }

  /** The wanted model of {@code detect} finds so many anomalies, of 10 % that are allowed. */
  public void anomalies(double share) {
    String digest = Objects.requireNonNull(inference("detect").wanted()).model().digest();
    step(
        new IonEvent.Told(
            id(),
            "detect",
            new NodeCommand.Judged(
                digest,
                false,
                Map.of("s2", 0.9),
                500,
                new AnomalyRate(share > 0.1, share, 0.1),
                now,
                null)));
  }

  public Reply.Receipt change(TestingIon document) {
    return change(document, "scientist");
  }

  public Reply.Receipt change(TestingIon document, String person) {
    String text = document.canonical();
    PendingChange pending = pending();
    long newest = pending == null ? 0 : pending.generation();
    long generation = Math.max(newest, state.document().generation()) + 1;
    return receipt(changed(id(), text, generation, person));
  }

  public IonEvent.DocumentChanged changed(String id, String text, long generation, String person) {
    return new IonEvent.DocumentChanged(
        id,
        ticket("change", CommandSubject.change(text, generation), person),
        text,
        generation,
        null);
  }

  public Reply.Receipt setModel(String node, String digest) {
    return receipt(
        new IonEvent.ModelSet(
            id(),
            ticket("setModel", CommandSubject.setModel(node, digest), "operator"),
            node,
            new ModelRef(digest, "forged", "key", 1),
            "it was better",
            null));
  }

  public Reply.Receipt stop() {
    return receipt(
        new IonEvent.Stopped(
            id(), ticket("stop", CommandSubject.stop(TestingIon.NAME, false), "operator"), false));
  }

  public Optional<String> ticket(String act, String subject, String person) {
    Ticket ticket = HUB.ticket(TestingIon.NAME, subject, act, person, later(), "operator");
    return Optional.of(HUB.sign(ticket));
  }
}
