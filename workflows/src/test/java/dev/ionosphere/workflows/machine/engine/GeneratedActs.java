package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.ion.StateCodec;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent.DecisionRefused;
import dev.ionosphere.workflows.timeline.ChangeEvent.CommandRefused;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.NoticeEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.RunEvent.RunSkipped;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One sequence: a graph, and things that happen to it. */
final class GeneratedActs {

  enum Kind {
    RUN(8),
    ADVANCE(14),
    REACH(13),
    CROWD(8),
    FINISH(14),
    FINISH_SAME_MODEL(1),
    END_BADLY(10),
    END_LATE(1),
    STOP_RUN(1),
    WORK_WAITS(1),
    GATE(10),
    SEND(9),
    APPROVE(16),
    APPROVE_WRONGLY(3),
    LEND(4),
    REJECT(3),
    SIGNAL(2),
    ROLLOUT(18),
    JUDGE(26),
    PAUSE(2),
    RESUME(3),
    WAIT(4),
    WAIT_LONG(3),
    ALARM_WRONGLY(2),
    SET_MODEL(8),
    COMMAND_WITHOUT_TICKET(1),
    TELL(4),
    ROTATE_KEYS(1),
    CHANGE_SAME(1),
    CHANGE_STRICTER(1),
    CHANGE_WEAKER(1),
    CHANGE_RENAME(1),
    CHANGE_REMOVE(1),
    DECIDE_CHANGE(3),
    BREAK_GLASS(3),
    RESTORE(1),
    STOP(0);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  /**
   * @param salt what it chooses by
   */
  record Act(Kind kind, int salt) {}

  private static final GateVerdict PASSED =
      new GateVerdict(GateVerdict.Outcome.PASS, null, "sha256:e", "sha256:i");
  private static final GateVerdict STOPPED =
      new GateVerdict(GateVerdict.Outcome.STOP, null, "sha256:e", "sha256:i");
  private static final GateVerdict INCONCLUSIVE =
      GateVerdict.inconclusive("'candidate.metrics.auc' is missing");
  private static final String STATEMENT = "signed.offline";
  private static final Instant FAR = TestingMachine.START.plus(Duration.ofDays(9_000));
  private static final List<Kind> KINDS = new ArrayList<>();

  static {
    for (Kind kind : Kind.values()) {
      for (int times = 0; times < kind.weight; times++) {
        KINDS.add(kind);
      }
    }
  }

  private final TestingMachine ion;
  private final List<Work> ended = new ArrayList<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private final Map<String, Ticket> signed = new HashMap<>();
  private final Map<Long, TestingIon> documents = new HashMap<>();
  private TestingIon document;

  /** What was stored and read again; it must go on as what it was stored from. */
  private @Nullable IonState unstored;

  private int tickets;

  private GeneratedActs(long graph, Coverage coverage) {
    document = GeneratedIon.of(graph);
    documents.put(1L, document);
    Machine machine = new Machine(TestingMachine.DOCUMENTS, Behaviours::of, this::verified);
    ion = new TestingMachine(machine, GeneratedIon.canonical(document)).watched(coverage);
  }

  /** What a signature costs is not paid here; other tests do. */
  private Optional<Ticket> verified(TicketKey key, String wire) {
    return Optional.ofNullable(signed.get(wire));
  }

  static List<Act> list(Random random, int length) {
    List<Act> acts = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      acts.add(new Act(KINDS.get(random.nextInt(KINDS.size())), random.nextInt(10_000)));
    }
    if (random.nextInt(20) == 0) {
      acts.add(new Act(Kind.STOP, random.nextInt(2)));
    }
    return acts;
  }

  static void play(long graph, List<Act> acts, Coverage coverage) {
    GeneratedActs play = new GeneratedActs(graph, coverage);
    play.step(new IonEvent.Launched("launch"));
    for (Act act : acts) {
      play.perform(act, new Random(act.salt()));
    }
  }

  private Transition step(IonEvent event) {
    Transition transition = ion.step(event);
    followed();
    repeated(event, transition);
    if (unstored != null) {
      Transition other = ion.machine.step(unstored, event, ion.now);
      assertThat(other.state()).hasToString(transition.state().toString());
      assertThat(other.entries()).hasToString(transition.entries().toString());
      unstored = null;
    }
    return transition;
  }

  private void followed() {
    document = documents.get(ion.state.document().generation());
  }

  /** The same again changes nothing; what was refused is refused again. */
  private void repeated(IonEvent event, Transition first) {
    IonState state = ion.state;
    Transition again = ion.machine.step(state, event, ion.now);
    boolean mayAskAgain =
        first.reply() instanceof Reply.Receipt(boolean done, String message) && !done;
    if (!mayAskAgain) {
      assertThat(again.state()).isEqualTo(state);
      assertThat(again.entries()).isEmpty();
      return;
    }
    assertThat(again.reply())
        .isInstanceOfSatisfying(
            Reply.Receipt.class, receipt -> assertThat(receipt.done()).isFalse());
    assertThat(again.state().nodes()).isEqualTo(state.nodes());
    assertThat(again.state().traffic()).isEqualTo(state.traffic());
    assertThat(again.state().policy()).isEqualTo(state.policy());
    assertThat(again.entries())
        .allMatch(entry ->
            entry.event() instanceof RunSkipped
                || entry.event() instanceof CommandRefused
                || entry.event() instanceof DecisionRefused);
  }

  private void perform(Act act, Random random) {
    switch (act.kind()) {
      case RUN ->
          of("training", random)
              .ifPresent(
                  node -> step(new IonEvent.RunRequested(ion.id(), person(random), node, null)));
      case ADVANCE -> of("training", random).ifPresent(node -> advance(node, random));
      case REACH -> joined(random).ifPresent(node -> reach(node, random));
      case CROWD -> of("training", random).ifPresent(node -> crowd(node, random));
      case FINISH -> work(TrainingJob.class, random).ifPresent(work -> finish(work, ""));
      case FINISH_SAME_MODEL ->
          work(TrainingJob.class, random).ifPresent(work -> finish(work, "same"));
      case END_BADLY ->
          work(Object.class, random)
              .ifPresent(work ->
                  assertThat(end(work, bad(random)).entries())
                      .as("what ends badly made nothing")
                      .noneMatch(entry -> madeSomething(entry.event())));
      case END_LATE -> {
        if (!ended.isEmpty()) {
          Work work = ended.get(random.nextInt(ended.size()));
          assertThat(end(work, bad(random)).entries()).isEmpty();
        }
      }
      case STOP_RUN ->
          work(TrainingJob.class, random)
              .ifPresent(work -> {
                String run = ((TrainingJob) work.input()).run();
                step(new IonEvent.RunStopped(ion.id(), Actor.person("olga"), run));
                ended.add(work);
              });
      case WORK_WAITS ->
          work(TrainingJob.class, random)
              .ifPresent(work -> {
                WorkWait wait = new WorkWait("register", "the hub is away", ion.now);
                step(new IonEvent.WorkWaits(ion.id(), work.id(), work.node(), Optional.of(wait)));
                step(new IonEvent.WorkWaits(ion.id(), work.id(), work.node(), Optional.empty()));
              });
      case GATE -> work(GateInput.class, random).ifPresent(work -> gate(work, random));
      case SEND -> work(NoticeOrder.class, random).ifPresent(work -> send(work, random));
      case APPROVE ->
          open(random)
              .ifPresent(
                  open -> decide(open, "approve", GeneratedPeople.voter(random), null, true));
      case APPROVE_WRONGLY -> open(random).ifPresent(open -> wrongly(open, random));
      case LEND -> open(random).ifPresent(open -> lent(open, random));
      case REJECT ->
          open(random)
              .ifPresent(open -> decide(open, "reject", GeneratedPeople.voter(random), null, true));
      case SIGNAL ->
          open(random)
              .ifPresent(open ->
                  decide(open, "approve", random.nextBoolean() ? "ann" : "eve", null, false));
      case ROLLOUT -> work(RolloutInput.class, random).ifPresent(work -> rollout(work, random));
      case JUDGE -> released(random).ifPresent(node -> judge(node, random));
      case PAUSE -> step(new IonEvent.Paused(ion.id(), Actor.person("olga")));
      case RESUME -> step(new IonEvent.Resumed(ion.id(), Actor.person("olga")));
      case WAIT -> wait(Duration.ofHours(1 + random.nextInt(6)));
      case WAIT_LONG -> wait(Duration.ofDays(4));
      case ALARM_WRONGLY -> alarm(random);
      case SET_MODEL -> released(random).ifPresent(node -> set(node, random));
      case COMMAND_WITHOUT_TICKET ->
          assertThat(step(new IonEvent.Stopped(ion.id(), Optional.empty())).reply())
              .isInstanceOf(Reply.Receipt.class);
      case TELL -> of("notify", random).ifPresent(node -> tell(node, random));
      case ROTATE_KEYS -> rotate(random);
      case CHANGE_SAME -> change(GeneratedIon.Change.SAME, random);
      case CHANGE_STRICTER -> change(GeneratedIon.Change.STRICTER, random);
      case CHANGE_WEAKER -> change(GeneratedIon.Change.WEAKER, random);
      case CHANGE_RENAME -> change(GeneratedIon.Change.RENAME, random);
      case CHANGE_REMOVE -> change(GeneratedIon.Change.REMOVE, random);
      case DECIDE_CHANGE -> decideChange(random);
      case BREAK_GLASS -> breakGlass(random);
      case RESTORE -> {
        IonState restored = StateCodec.decode(StateCodec.encode(ion.state));
        // A whole number of a training's arguments may be of a smaller class then.
        assertThat(restored).hasToString(ion.state.toString());
        unstored = ion.state;
        ion.state = restored;
      }
      case STOP -> stop(random.nextInt(2) == 0);
    }
  }

  private Optional<String> of(String kind, Random random) {
    List<String> names = document.nodes(kind);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.get(random.nextInt(names.size())));
  }

  /** A node with a model; without one in the ION, any that could have one. */
  private Optional<String> released(Random random) {
    List<String> names =
        document.nodes("inference").stream()
            .filter(node -> ion.inference(node).wanted() != null)
            .toList();
    return names.isEmpty()
        ? of("inference", random)
        : Optional.of(names.get(random.nextInt(names.size())));
  }

  private static Actor person(Random random) {
    return Actor.person(GeneratedPeople.scientist(random));
  }

  private Optional<Work> work(Class<?> input, Random random) {
    List<Work> work =
        ion.work().stream().filter(wanted -> input.isInstance(wanted.input())).toList();
    return work.isEmpty() ? Optional.empty() : Optional.of(work.get(random.nextInt(work.size())));
  }

  /** A candidate of the node goes as far as people let it, and may wait there. */
  private void advance(String node, Random random) {
    step(new IonEvent.RunRequested(ion.id(), person(random), node, null));
    if (random.nextInt(8) == 0) {
      work(TrainingJob.class, random).ifPresent(work -> end(work, new WorkEnd.Failed("f")));
    }
    finish(node);
    List<String> guards = GeneratedIon.guards(document);
    int most = Math.min(guards.size(), random.nextInt(guards.size() + 4));
    for (String guard : guards.subList(0, most)) {
      ion.wanted(guard).forEach(work -> gate(work, random));
      vote(guard, random, 8);
    }
    if (random.nextInt(3) == 0) {
      wait(random.nextBoolean() ? Duration.ofHours(3) : Duration.ofDays(4));
    }
  }

  private void vote(String guard, Random random, int rarelyNot) {
    for (String voter : GeneratedPeople.ENOUGH) {
      OpenApproval open = ion.open(guard);
      if (open != null && random.nextInt(rarelyNot) > 0) {
        decide(open, "approve", voter, null, true);
      }
    }
  }

  /** Candidates come to a guard where branches join, pass or not, and people take their time. */
  private void reach(String guard, Random random) {
    for (String node : document.nodes("training")) {
      step(new IonEvent.RunRequested(ion.id(), person(random), node, null));
      finish(node);
    }
    List<String> guards = GeneratedIon.guards(document);
    for (String before : guards.subList(0, guards.indexOf(guard))) {
      ion.wanted(before).forEach(work -> end(work, new WorkEnd.Done(PASSED)));
      vote(before, random, 30);
    }
    if (random.nextInt(4) > 0) {
      ion.wanted(guard).forEach(work -> end(work, new WorkEnd.Done(INCONCLUSIVE)));
    }
    switch (random.nextInt(5)) {
      case 0 -> wait(Duration.ofHours(3));
      case 1, 2 -> wait(Duration.ofDays(4));
      case 3 -> change(GeneratedIon.Change.STRICTER, random);
      default -> vote(guard, random, 8);
    }
  }

  /** Most often one where branches join. */
  private Optional<String> joined(Random random) {
    List<String> guards = new ArrayList<>();
    boolean any = random.nextInt(5) == 0;
    for (String guard : GeneratedIon.guards(document)) {
      if (any || !document.get(guard, "join").isEmpty()) {
        guards.add(guard);
        // Where all must come, something happens more rarely.
        if (document.get(guard, "join").equals("all")) {
          guards.add(guard);
        }
        // Gates ask people only now and then.
        if (document.nodes("gate").contains(guard)) {
          guards.add(guard);
        }
      }
    }
    return guards.isEmpty() ? Optional.empty() : Optional.of(GeneratedPeople.one(guards, random));
  }

  /** Two candidates of one node are on their way in a pause when the way changes. */
  private void crowd(String node, Random random) {
    for (int run = 0; run < 2; run++) {
      step(new IonEvent.RunRequested(ion.id(), person(random), node, null));
      if (run > 0) {
        step(new IonEvent.Paused(ion.id(), Actor.person("olga")));
      }
      finish(node);
    }
    change(GeneratedIon.Change.STRICTER, random);
    step(new IonEvent.Resumed(ion.id(), Actor.person("olga")));
  }

  private void finish(String node) {
    ion.work().stream()
        .filter(work -> work.node().equals(node))
        .findFirst()
        .ifPresent(work -> finish(work, ""));
  }

  private void finish(Work work, String same) {
    TrainingJob job = (TrainingJob) work.input();
    String digest = same.isEmpty() ? job.run() : same + "-of-" + job.node();
    end(
        work,
        new WorkEnd.Done(
            new TrainingResult(
                job.run(),
                TestingMachine.model(digest),
                Map.of("wssse", 1.5),
                "sha256:evidence-of-" + job.run())));
  }

  private void gate(Work work, Random random) {
    GateVerdict verdict =
        switch (random.nextInt(4)) {
          case 0 -> STOPPED;
          case 1 -> INCONCLUSIVE;
          default -> PASSED;
        };
    end(work, new WorkEnd.Done(verdict));
  }

  private void tell(String node, Random random) {
    boolean pauses = random.nextInt(4) == 0;
    if (pauses) {
      step(new IonEvent.Paused(ion.id(), Actor.person("olga")));
    }
    step(new IonEvent.RunRequested(ion.id(), person(random), node, null));
    if (pauses) {
      step(new IonEvent.Resumed(ion.id(), Actor.person("olga")));
    }
  }

  private void send(Work work, Random random) {
    NoticeReceipt receipt =
        random.nextBoolean() ? NoticeReceipt.refused("404") : NoticeReceipt.DELIVERED;
    end(work, new WorkEnd.Done(receipt));
  }

  private Transition end(Work work, WorkEnd end) {
    ended.add(work);
    return step(new IonEvent.WorkEnded(work.id(), work.node(), end));
  }

  private static boolean madeSomething(TimelineEvent event) {
    return event instanceof RunEvent.TrainingFinished
        || event instanceof GateEvent.GateJudged judged && !judged.verdict().equals("inconclusive")
        || event instanceof ReleaseEvent
        || event instanceof NoticeEvent.NoticeSent;
  }

  private static WorkEnd bad(Random random) {
    return List.of(new WorkEnd.Failed("f"), new WorkEnd.Lost("l"), new WorkEnd.Cancelled("c"))
        .get(random.nextInt(3));
  }

  private void rollout(Work work, Random random) {
    RolloutInput input = (RolloutInput) work.input();
    RolloutStatus status =
        List.of(
                RolloutStatus.COMPLETED,
                RolloutStatus.COMPLETED,
                RolloutStatus.COMPLETED,
                RolloutStatus.FAILED,
                RolloutStatus.ABORTED,
                RolloutStatus.SOAKING)
            .get(random.nextInt(6));
    boolean open = status == RolloutStatus.SOAKING || random.nextInt(3) == 0;
    RolloutReport report =
        new RolloutReport(
            work.id(), work.node(), input.generation(), status, new Tally(4, 4, 0, 0), open);
    if (open) {
      step(new IonEvent.WorkProgressed(ion.id(), work.id(), work.node(), report));
    } else {
      end(work, new WorkEnd.Done(report));
    }
  }

  private void judge(String node, Random random) {
    InferenceState state = ion.inference(node);
    List<String> digests = new ArrayList<>(List.of("sha256:unknown"));
    if (state.wanted() != null) {
      digests.add(state.wanted().model().digest());
      digests.add(state.wanted().model().digest());
    }
    if (state.proven() != null) {
      digests.add(state.proven().model().digest());
    }
    String digest = digests.get(random.nextInt(digests.size()));
    judge(node, digest, random.nextInt(3) > 0);
    if (random.nextBoolean()) {
      judge(node, digest, false);
    }
  }

  private void judge(String node, String digest, boolean drifted) {
    step(
        new IonEvent.Told(
            ion.id(),
            node,
            new NodeCommand.Judged(digest, drifted, Map.of("s2", 0.4), 500, ion.now, null)));
  }

  /** One that comes too early, or after nobody waits for it any more, leads to nothing. */
  private void alarm(Random random) {
    List<Alarm> wanted = ion.alarms();
    alarms.addAll(wanted);
    if (!alarms.isEmpty()) {
      Alarm alarm = GeneratedPeople.one(alarms, random);
      if (!wanted.contains(alarm) || ion.now.isBefore(alarm.at())) {
        IonState before = ion.state;
        assertThat(step(new IonEvent.AlarmDue(alarm)).entries()).as("%s", alarm).isEmpty();
        assertThat(ion.state).isEqualTo(before);
      }
    }
  }

  private void wait(Duration time) {
    ion.passWithAlarms(time);
    followed();
    unstored = null;
  }

  private Optional<OpenApproval> open(Random random) {
    List<OpenApproval> open = new ArrayList<>();
    for (String node : GeneratedIon.guards(document)) {
      OpenApproval waiting = ion.open(node);
      if (waiting != null) {
        open.add(waiting);
      }
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
  }

  private Verdict decide(
      OpenApproval open, String act, String person, @Nullable String principal, boolean answered) {
    return decide(open.approval(), open.subject(), act, person, principal, answered);
  }

  private Verdict decide(
      String approval,
      String subject,
      String act,
      String person,
      @Nullable String principal,
      boolean answered) {
    return decide(ticket(act, approval, subject, person, principal, FAR), answered);
  }

  private Verdict decide(Ticket ticket, boolean answered) {
    DecideRequest request =
        new DecideRequest(
            ticket.approval(), ticket.act(), ticket.subject(), "seen", signed(ticket));
    Reply reply = step(new IonEvent.Decided(ion.id(), request, answered)).reply();
    return reply instanceof Reply.Decision(Verdict verdict)
        ? verdict
        : new Verdict.Refused(Refusal.CLOSED, String.valueOf(reply));
  }

  private Ticket ticket(
      String act,
      String target,
      String subject,
      String person,
      @Nullable String principal,
      Instant expires) {
    tickets++;
    return new Ticket(
        "ticket-" + tickets,
        ion.state.policy().keys().getLast().id(),
        act,
        target,
        subject,
        person,
        principal,
        GeneratedPeople.roles(person, principal),
        expires);
  }

  private String signed(Ticket ticket) {
    signed.put(ticket.id(), ticket);
    return ticket.id();
  }

  /** Whoever asked for it, whoever asked for it lends the right, nobody who may, too late. */
  private void wrongly(OpenApproval open, Random random) {
    String requester =
        open.ballot().requesters().stream()
            .filter(who -> who.startsWith("person:"))
            .map(who -> who.substring(7))
            .findFirst()
            .orElse("eve");
    String subject = open.subject();
    Ticket ticket =
        switch (random.nextInt(6)) {
          case 0 -> ticket("approve", open.approval(), subject, requester, null, FAR);
          case 1 -> ticket("approve", open.approval(), subject, "dora", requester, FAR);
          case 2 -> ticket("approve", open.approval(), subject, requester, "dora", FAR);
          case 3 -> ticket("approve", open.approval(), subject, "eve", null, FAR);
          // What was lent has ended.
          case 4 -> ticket("approve", open.approval(), subject, "dora", "bob", ion.now);
          default -> ticket("approve", open.approval(), "sha256:other", "bob", null, FAR);
        };
    Verdict verdict = decide(ticket, random.nextBoolean());
    // Where no person asked for it, somebody who may not lends the right of one who may.
    if (!ticket.people().equals(Set.of("eve", "dora")) || ticket.person().equals("dora")) {
      assertThat(verdict).as("%s", ticket).isInstanceOf(Verdict.Refused.class);
    }
  }

  /** The same right twice, whoever uses it, counts once. */
  private void lent(OpenApproval open, Random random) {
    String deputy = GeneratedPeople.voter(random);
    String principal = GeneratedPeople.voter(random);
    if (deputy.equals(principal)) {
      return;
    }
    Verdict first = decide(open, "approve", deputy, principal, random.nextBoolean());
    if (first instanceof Verdict.Accepted) {
      assertThat(decide(open, "approve", principal, null, true))
          .isInstanceOf(Verdict.Refused.class);
      assertThat(decide(open, "approve", deputy, null, true)).isInstanceOf(Verdict.Refused.class);
    }
  }

  /** Another set of keys; what a key that went has signed is worth nothing. */
  private void rotate(Random random) {
    List<TicketKey> before = ion.state.policy().keys();
    List<TicketKey> keys = new ArrayList<>();
    for (String id : List.of("tickets-1", "tickets-2", "tickets-3")) {
      if (random.nextBoolean()) {
        keys.add(new TicketKey(id, TestingMachine.HUB.key().publicKey()));
      }
    }
    Ticket old =
        ticket("stop", TestingIon.NAME, CommandSubject.stop(TestingIon.NAME), "olga", null, FAR);
    step(
        new IonEvent.KeysChanged(
            ion.id(), command("rotateKeys", CommandSubject.rotateKeys(keys), "olga"), keys));
    assertThat(ion.state.policy().keys()).isEqualTo(keys.isEmpty() ? before : keys);
    boolean gone = ion.state.policy().keys().stream().noneMatch(key -> key.id().equals(old.key()));
    if (gone) {
      Reply reply = step(new IonEvent.Stopped(ion.id(), Optional.of(signed(old)))).reply();
      assertThat(((Reply.Receipt) reply).done()).isFalse();
    }
  }

  private void set(String node, Random random) {
    List<String> digests = new ArrayList<>(List.of("sha256:unknown"));
    ion.inference(node).allowed().forEach(release -> digests.add(release.model().digest()));
    String digest = digests.get(random.nextInt(digests.size()));
    step(
        new IonEvent.ModelSet(
            ion.id(),
            command("setModel", CommandSubject.setModel(node, digest), "olga"),
            node,
            new ModelRef(digest, "forged", "key", 1),
            "better",
            null));
  }

  private Optional<String> command(String act, String subject, String person) {
    return Optional.of(signed(ticket(act, TestingIon.NAME, subject, person, null, FAR)));
  }

  private void change(GeneratedIon.Change change, Random random) {
    // Few of each, so that documents come again.
    TestingIon next = GeneratedIon.changed(document, change, new Random(random.nextInt(4)));
    String text = GeneratedIon.canonical(next);
    PendingChange pending = ion.pending();
    long newest = pending == null ? 0 : pending.generation();
    long generation = Math.max(newest, ion.state.document().generation()) + 1;
    documents.put(generation, next);
    step(
        new IonEvent.DocumentChanged(
            ion.id(),
            command(
                "change",
                CommandSubject.change(text, generation),
                GeneratedPeople.proposer(random)),
            text,
            generation,
            null));
    boolean taken = ion.state.document().generation() == generation;
    if (change == GeneratedIon.Change.SAME) {
      assertThat(taken).as("%s changes no policy", next).isTrue();
    }
  }

  private void decideChange(Random random) {
    PendingChange pending = ion.pending();
    if (pending == null) {
      return;
    }
    String proposer = pending.proposer().person().orElseThrow();
    if (random.nextInt(4) == 0) {
      String deputy = random.nextBoolean() ? null : "dora";
      String person = deputy == null ? proposer : deputy;
      String principal = deputy == null ? null : proposer;
      assertThat(decide(pending.id(), pending.subject(), "approve", person, principal, true))
          .as("%s proposed it", proposer)
          .isInstanceOf(Verdict.Refused.class);
      return;
    }
    String person = GeneratedPeople.voter(random);
    String principal = random.nextInt(4) == 0 && !person.equals("ann") ? "ann" : null;
    boolean rejects = random.nextInt(4) == 0;
    Verdict verdict =
        decide(
            pending.id(),
            pending.subject(),
            rejects ? "reject" : "approve",
            person,
            principal,
            true);
    boolean any =
        pending.ballot().stages().stream()
            .anyMatch(stage -> GeneratedPeople.roles(person, principal).contains(stage.role()));
    if (rejects && pending.glass() != null && any) {
      assertThat(verdict).as("%s stops it", person).isInstanceOf(Verdict.Accepted.class);
      assertThat(ion.pending()).isNull();
    }
  }

  /** Somebody with the offline key, now and then with another delay than the hub signed. */
  private void breakGlass(Random random) {
    if (ion.pending() == null && random.nextBoolean()) {
      change(GeneratedIon.Change.WEAKER, random);
    }
    PendingChange pending = ion.pending();
    if (pending == null) {
      return;
    }
    long delay = Duration.ofHours(random.nextBoolean() ? 1 : 30).toSeconds();
    long claimed = random.nextInt(5) == 0 ? 1 : delay;
    boolean known = random.nextInt(8) > 0;
    Optional<String> ticket =
        command(
            "breakGlass",
            CommandSubject.breakGlass(pending.subject(), STATEMENT, delay),
            random.nextBoolean() ? "zoe" : pending.proposer().person().orElseThrow());
    step(
        new IonEvent.GlassBroken(
            ion.id(),
            ticket,
            known ? pending.id() : "plant.change-0",
            STATEMENT,
            "nobody is left",
            claimed));
    assertThat(ion.pending()).as("nothing happens at once").isNotNull();
    if (claimed != delay || !known) {
      assertThat(ion.pending()).as("not as the hub signed it").isEqualTo(pending);
    }
    switch (random.nextInt(4)) {
      case 0 -> decideChange(random);
      case 1 -> step(new IonEvent.Paused(ion.id(), Actor.person("olga")));
      default -> {}
    }
    if (random.nextBoolean()) {
      wait(Duration.ofHours(random.nextInt(40)));
    }
  }

  private void stop(boolean politely) {
    step(
        politely
            ? new IonEvent.Stopped(
                ion.id(), command("stop", CommandSubject.stop(TestingIon.NAME), "olga"))
            : new IonEvent.Cancelled("cancelled"));
    assertThat(ion.work()).isEmpty();
    assertThat(ion.alarms()).isEmpty();
    assertThat(Waiting.tokens(ion.state)).isEmpty();
    assertThat(ion.pending()).isNull();
    IonState stopped = ion.state;
    assertThat(step(new IonEvent.Resumed(ion.id(), Actor.person("olga"))).entries()).isEmpty();
    assertThat(ion.state).isEqualTo(stopped);
  }
}
