package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.NoticeEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What work does: it waits, tells how far it is, and ends well, badly or twice. */
final class GeneratedWork {

  static final GateVerdict PASSED =
      new GateVerdict(GateVerdict.Outcome.PASS, null, "sha256:e", "sha256:i");
  static final GateVerdict INCONCLUSIVE =
      GateVerdict.inconclusive("'candidate.metrics.auc' is missing");
  private static final GateVerdict STOPPED =
      new GateVerdict(GateVerdict.Outcome.STOP, null, "sha256:e", "sha256:i");

  private static final List<RolloutStatus> STATUSES =
      List.of(
          RolloutStatus.COMPLETED,
          RolloutStatus.COMPLETED,
          RolloutStatus.COMPLETED,
          RolloutStatus.FAILED,
          RolloutStatus.ABORTED,
          RolloutStatus.SOAKING);

  private final PlayedIon ion;
  private final List<Work> ended = new ArrayList<>();

  GeneratedWork(PlayedIon ion) {
    this.ion = ion;
  }

  /** Some work that has this input. */
  Optional<Work> one(Class<?> input, Random random) {
    List<Work> work =
        ion.machine.work().stream().filter(wanted -> input.isInstance(wanted.input())).toList();
    return Choice.any(work, random);
  }

  void finish(String node) {
    ion.machine.work().stream()
        .filter(work -> work.node().equals(node))
        .findFirst()
        .ifPresent(this::finish);
  }

  void finish(Work training) {
    finish(training, job(training).run());
  }

  /** With the model that every such run of the node makes. */
  void finishSame(Work training) {
    finish(training, "same-of-" + training.node());
  }

  private void finish(Work training, String digest) {
    String run = job(training).run();
    end(
        training,
        new WorkEnd.Done(
            new TrainingResult(
                run,
                TestingMachine.model(digest),
                Map.of("wssse", 1.5),
                "sha256:evidence-of-" + run)));
  }

  private static TrainingJob job(Work training) {
    return (TrainingJob) training.input();
  }

  void stop(Work training) {
    ion.step(new IonEvent.RunStopped(ion.machine.id(), Actor.person("olga"), job(training).run()));
    ended.add(training);
  }

  /** For the hub, and then no more. */
  void waits(Work work) {
    WorkWait wait = new WorkWait("register", "the hub is away", ion.machine.now);
    waits(work, Optional.of(wait));
    waits(work, Optional.empty());
  }

  private void waits(Work work, Optional<WorkWait> wait) {
    ion.step(new IonEvent.WorkWaits(ion.machine.id(), work.id(), work.node(), wait));
  }

  void judge(Work gate, Random random) {
    GateVerdict verdict =
        switch (random.nextInt(4)) {
          case 0 -> STOPPED;
          case 1 -> INCONCLUSIVE;
          default -> PASSED;
        };
    end(gate, new WorkEnd.Done(verdict));
  }

  void send(Work notice, Random random) {
    NoticeReceipt receipt =
        random.nextBoolean() ? NoticeReceipt.refused("404") : NoticeReceipt.DELIVERED;
    end(notice, new WorkEnd.Done(receipt));
  }

  /** A rollout ends, or tells on its way how it goes. */
  void report(Work rollout, Random random) {
    RolloutInput input = (RolloutInput) rollout.input();
    RolloutStatus status = Choice.one(STATUSES, random);
    boolean open = status == RolloutStatus.SOAKING || random.nextInt(3) == 0;
    RolloutReport report =
        new RolloutReport(
            rollout.id(), rollout.node(), input.generation(), status, new Tally(4, 4, 0, 0), open);
    if (open) {
      ion.step(new IonEvent.WorkProgressed(ion.machine.id(), rollout.id(), rollout.node(), report));
    } else {
      end(rollout, new WorkEnd.Done(report));
    }
  }

  /** What ends badly made nothing. */
  void endBadly(Work work, Random random) {
    assertThat(end(work, bad(random)).entries())
        .as("what ends badly made nothing")
        .noneMatch(entry -> madeSomething(entry.event()));
  }

  private static boolean madeSomething(TimelineEvent event) {
    return event instanceof RunEvent.TrainingFinished
        || event instanceof GateEvent.GateJudged judged && !judged.verdict().equals("inconclusive")
        || event instanceof ReleaseEvent
        || event instanceof NoticeEvent.NoticeSent;
  }

  /** What has ended ends once more, and nobody hears of it. */
  void endAgain(Random random) {
    if (!ended.isEmpty()) {
      Work work = Choice.one(ended, random);
      assertThat(end(work, bad(random)).entries()).isEmpty();
    }
  }

  private static WorkEnd bad(Random random) {
    return Choice.one(
        List.of(new WorkEnd.Failed("f"), new WorkEnd.Lost("l"), new WorkEnd.Cancelled("c")),
        random);
  }

  Transition end(Work work, WorkEnd end) {
    ended.add(work);
    return ion.step(new IonEvent.WorkEnded(work.id(), work.node(), end));
  }
}
