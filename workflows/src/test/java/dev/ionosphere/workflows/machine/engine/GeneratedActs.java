package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.training.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens to an ION in one sequence: each kind as often as its weight, in any order. */
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

  private static final List<Kind> KINDS = new ArrayList<>();

  static {
    for (Kind kind : Kind.values()) {
      for (int times = 0; times < kind.weight; times++) {
        KINDS.add(kind);
      }
    }
  }

  private final PlayedIon ion;
  private final GeneratedCommands commands;
  private final GeneratedWork work;
  private final GeneratedVotes votes;
  private final GeneratedChanges changes;
  private final GeneratedReleases releases;
  private final GeneratedTime time;
  private final GeneratedCandidates candidates;

  private GeneratedActs(PlayedIon ion) {
    this.ion = ion;
    commands = new GeneratedCommands(ion);
    work = new GeneratedWork(ion);
    votes = new GeneratedVotes(ion);
    changes = new GeneratedChanges(ion, votes, commands);
    releases = new GeneratedReleases(ion);
    time = new GeneratedTime(ion);
    candidates = new GeneratedCandidates(ion, commands, work, votes, changes);
  }

  static List<Act> list(Random random, int length) {
    List<Act> acts = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      acts.add(new Act(Choice.one(KINDS, random), random.nextInt(10_000)));
    }
    if (random.nextInt(20) == 0) {
      acts.add(new Act(Kind.STOP, random.nextInt(2)));
    }
    return acts;
  }

  static void play(long graph, List<Act> acts, Coverage coverage) {
    PlayedIon ion = new PlayedIon(GeneratedIon.of(graph), coverage);
    GeneratedActs play = new GeneratedActs(ion);
    ion.step(new IonEvent.Launched("launch"));
    for (Act act : acts) {
      play.perform(act.kind(), new Random(act.salt()));
    }
  }

  private void perform(Kind kind, Random random) {
    switch (kind) {
      case RUN -> ion.node("training", random).ifPresent(node -> commands.run(node, random));
      case ADVANCE ->
          ion.node("training", random).ifPresent(node -> candidates.advance(node, random));
      case REACH -> candidates.joined(random).ifPresent(node -> candidates.reach(node, random));
      case CROWD -> ion.node("training", random).ifPresent(node -> candidates.crowd(node, random));
      case FINISH -> work.one(TrainingJob.class, random).ifPresent(work::finish);
      case FINISH_SAME_MODEL -> work.one(TrainingJob.class, random).ifPresent(work::finishSame);
      case END_BADLY -> work.one(Object.class, random).ifPresent(one -> work.endBadly(one, random));
      case END_LATE -> work.endAgain(random);
      case STOP_RUN -> work.one(TrainingJob.class, random).ifPresent(work::stop);
      case WORK_WAITS -> work.one(TrainingJob.class, random).ifPresent(work::waits);
      case GATE -> work.one(GateInput.class, random).ifPresent(one -> work.judge(one, random));
      case SEND -> work.one(NoticeOrder.class, random).ifPresent(one -> work.send(one, random));
      case APPROVE -> votes.open(random).ifPresent(open -> votes.approve(open, random));
      case APPROVE_WRONGLY -> votes.open(random).ifPresent(open -> votes.wrongly(open, random));
      case LEND -> votes.open(random).ifPresent(open -> votes.lent(open, random));
      case REJECT -> votes.open(random).ifPresent(open -> votes.reject(open, random));
      case SIGNAL -> votes.open(random).ifPresent(open -> votes.signal(open, random));
      case ROLLOUT ->
          work.one(RolloutInput.class, random).ifPresent(one -> work.report(one, random));
      case JUDGE -> releases.node(random).ifPresent(node -> releases.judge(node, random));
      case PAUSE -> commands.pause();
      case RESUME -> commands.resume();
      case WAIT -> time.hours(random);
      case WAIT_LONG -> time.days();
      case ALARM_WRONGLY -> time.alarmWrongly(random);
      case SET_MODEL -> releases.node(random).ifPresent(node -> releases.set(node, random));
      case COMMAND_WITHOUT_TICKET -> commands.withoutTicket();
      case TELL -> ion.node("notify", random).ifPresent(node -> commands.tell(node, random));
      case ROTATE_KEYS -> commands.rotateKeys(random);
      case CHANGE_SAME -> changes.change(DocumentChange.SAME, random);
      case CHANGE_STRICTER -> changes.change(DocumentChange.STRICTER, random);
      case CHANGE_WEAKER -> changes.change(DocumentChange.WEAKER, random);
      case CHANGE_RENAME -> changes.change(DocumentChange.RENAME, random);
      case CHANGE_REMOVE -> changes.change(DocumentChange.REMOVE, random);
      case DECIDE_CHANGE -> changes.decide(random);
      case BREAK_GLASS -> changes.breakGlass(random);
      case RESTORE -> ion.restore();
      case STOP -> commands.stop(random.nextInt(2) == 0);
    }
  }
}
