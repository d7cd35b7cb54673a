package dev.ionosphere.workflows.machine.node.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.TestingIon;
import dev.ionosphere.workflows.machine.engine.TestingMachine;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.RunEvent.RunSkipped;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFailed;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFinished;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingStarted;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingStopped;
import dev.ionosphere.workflows.training.TrainingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingBehaviourTest {

  private static final Instant TUESDAY_10_BERLIN = Instant.parse("2026-06-02T08:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private final TestingMachine ion = TestingMachine.launched(weekly("last"));

  private static TestingIon weekly(String catchUp) {
    return TestingIon.guarded()
        .set(
            "retrain",
            "schedule",
            "{cron: \"0 10 * * TUE\", zone: Europe/Berlin, catchUp: %s}".formatted(catchUp))
        .set("retrain", "retry", "{attempts: 3}");
  }

  private static TestingIon every(String interval) {
    return TestingIon.guarded().set("retrain", "schedule", "{every: %s}".formatted(interval));
  }

  @Test
  void waitsForItsCronInItsZone() {
    assertThat(ion.training("retrain").nextFire()).isEqualTo(TUESDAY_10_BERLIN);
    assertThat(ion.alarms())
        .containsExactly(new Alarm("retrain", "fire", TUESDAY_10_BERLIN, "next run of retrain"));
  }

  @Test
  void startsWhenDueAndIsDueAgainNextWeek() {
    ion.passWithAlarms(Duration.ofDays(1));
    Work work = ion.work().getFirst();
    assertThat(work)
        .returns("work:plant:retrain:1", Work::id)
        .returns(new Runner.Training(), Work::runner)
        .returns(3, Work::attempts)
        .returns(Work.Mode.RUN, Work::mode);
    assertThat((TrainingJob) work.input())
        .returns("plant.retrain.1", TrainingJob::run)
        .returns("schedule", TrainingJob::requester);
    assertThat(ion.training("retrain").nextFire()).isEqualTo(TUESDAY_10_BERLIN.plus(WEEK));
  }

  @Test
  void asksForNoAlarmWhileItRuns() {
    ion.run("ann");
    assertThat(ion.alarms()).isEmpty();
  }

  @Test
  void tellsOnceOfTheFiresThatCameWhileItRan() {
    ion.run("ann");
    ion.passWithAlarms(WEEK.multipliedBy(3));
    assertThat(ion.count(RunSkipped.class)).isZero();
    ion.finish();
    assertThat(ion.events(RunSkipped.class))
        .singleElement()
        .returns("run plant.retrain.1 was under way", RunSkipped::reason)
        .returns(3L, RunSkipped::count)
        .returns(TUESDAY_10_BERLIN, RunSkipped::from)
        .returns(TUESDAY_10_BERLIN.plus(WEEK.multipliedBy(2)), RunSkipped::to);
    assertThat(ion.training("retrain").run()).isNull();
    assertThat(ion.training("retrain").nextFire())
        .isEqualTo(TUESDAY_10_BERLIN.plus(WEEK.multipliedBy(3)));
  }

  @Test
  void refusesARequestWhileItRuns() {
    assertThat(ion.run("ann").done()).isTrue();
    assertThat(ion.run("bob"))
        .isEqualTo(
            new Reply.Receipt(false, "retrain was not started: run plant.retrain.1 is under way"));
    assertThat(ion.entry(RunSkipped.class).actor()).isEqualTo(Actor.person("bob"));
  }

  @Test
  void takesACommandOnce() {
    IonEvent request = new IonEvent.RunRequested("same", Actor.person("ann"), "retrain", null);
    Reply.Receipt first = ion.receipt(request);
    ion.finish();
    assertThat(ion.receipt(request)).isEqualTo(first);
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(1);
  }

  @Test
  void whatWasRefusedMayBeAskedAgain() {
    ion.pause();
    IonEvent request = new IonEvent.RunRequested("same", Actor.person("ann"), "retrain", null);
    assertThat(ion.receipt(request).done()).isFalse();
    assertThat(ion.receipt(request).done()).isFalse();
    ion.resume();
    assertThat(ion.receipt(request))
        .isEqualTo(new Reply.Receipt(true, "Run plant.retrain.1 started"));
    assertThat(ion.count(RunSkipped.class)).as("each of them, under a key of its own").isEqualTo(2);
  }

  @Test
  void namesTheNodesThatStartWhenAskedForAnother() {
    assertThat(ion.run("ann", "detect").message())
        .isEqualTo("ION plant has no node \"detect\" that can be started; allowed: retrain");
    assertThat(ion.run("ann", "nothing").done()).isFalse();
  }

  @Test
  void stopsOneRunAndGoesOn() {
    ion.run("ann");
    assertThat(ion.receipt(stop("plant.retrain.1")).done()).isTrue();
    assertThat(ion.work()).isEmpty();
    assertThat(ion.count(TrainingFailed.class)).isZero();
    assertThat(ion.entry(TrainingStopped.class).actor()).isEqualTo(Actor.person("bob"));
    assertThat(ion.events(TrainingStopped.class).getFirst().reason()).isEqualTo("on request");
    assertThat(ion.training("retrain").nextFire()).isEqualTo(TUESDAY_10_BERLIN);
    assertThat(ion.run("ann").message()).isEqualTo("Run plant.retrain.2 started");
  }

  @Test
  void stopsOnlyWhatRuns() {
    ion.run("ann");
    for (String run : new String[] {"plant.retrain.7", "plant.review.1", "x", "a.b.c"}) {
      assertThat(ion.receipt(stop(run)).done()).as(run).isFalse();
    }
    assertThat(ion.training("retrain").run()).isNotNull();
  }

  private IonEvent stop(String run) {
    return new IonEvent.RunStopped(ion.id(), Actor.person("bob"), run);
  }

  @Test
  void anOutcomeOfARunThatIsOverChangesNothing() {
    ion.run("ann");
    ion.finish();
    for (WorkEnd end :
        new WorkEnd[] {
          new WorkEnd.Done(TestingMachine.result("plant.retrain.1")),
          new WorkEnd.Failed("late"),
          new WorkEnd.Cancelled("late"),
          new WorkEnd.Lost("late")
        }) {
      assertThat(ion.step(new IonEvent.WorkEnded("work:plant:retrain:1", "retrain", end)).entries())
          .isEmpty();
    }
    assertThat(ion.count(TrainingFinished.class)).isEqualTo(1);
    assertThat(ion.training("retrain").laps()).isEqualTo(1);
  }

  @Test
  void aFailureMakesNoCandidateAndLetsTheNextRunStart() {
    ion.run("ann");
    ion.fail("retrain");
    assertThat(ion.open("review")).isNull();
    assertThat(ion.events(TrainingFailed.class).getFirst().error()).isEqualTo("out of memory");
    assertThat(view().state()).isEqualTo(NodeStatus.FAILED);
    assertThat(ion.run("ann").message()).isEqualTo("Run plant.retrain.2 started");
  }

  @Test
  void lostOrOtherwiseUselessWorkIsAFailure() {
    for (WorkEnd end : new WorkEnd[] {new WorkEnd.Lost("gone"), new WorkEnd.Done("nothing")}) {
      ion.run("ann");
      ion.step(new IonEvent.WorkEnded(ion.training("retrain").run().work(), "retrain", end));
    }
    assertThat(ion.events(TrainingFailed.class))
        .extracting(TrainingFailed::error)
        .containsExactly("gone", "the run gave no model but nothing");
    ion.run("ann");
    ion.step(
        new IonEvent.WorkEnded(
            ion.training("retrain").run().work(), "retrain", new WorkEnd.Cancelled("in Temporal")));
    assertThat(ion.events(TrainingStopped.class).getFirst().reason()).isEqualTo("in Temporal");
    assertThat(ion.count(TrainingFailed.class)).isEqualTo(2);
  }

  @Test
  void saysWhatItWaitsForOnceAndThatItGoesOn() {
    ion.run("ann");
    WorkWait wait = new WorkWait("register", "the hub is away", ion.now);
    waits(Optional.of(wait));
    waits(Optional.of(wait));
    assertThat(view().state()).isEqualTo(NodeStatus.WAITING_FOR_OUTSIDE);
    assertThat(ion.events(RunEvent.WorkWaiting.class))
        .singleElement()
        .returns("register", RunEvent.WorkWaiting::step);
    waits(Optional.empty());
    waits(Optional.empty());
    assertThat(view().state()).isEqualTo(NodeStatus.RUNNING);
    assertThat(ion.count(RunEvent.WorkResumed.class)).isEqualTo(1);
    ion.finish();
    waits(Optional.of(wait));
    assertThat(ion.count(RunEvent.WorkWaiting.class)).isEqualTo(1);
  }

  private void waits(Optional<WorkWait> wait) {
    ion.step(new IonEvent.WorkWaits(ion.id(), "work:plant:retrain:1", "retrain", wait));
  }

  private dev.ionosphere.workflows.machine.node.NodeView view() {
    return ion.machine.view(ion.state, ion.now).nodes().get("retrain");
  }

  @Test
  void makesUpOnceForFiresMissedInAPauseAndTellsOfTheOthers() {
    ion.pause();
    ion.passWithAlarms(Duration.ofDays(22));
    assertThat(ion.count(TrainingStarted.class)).isZero();
    ion.resume();
    ion.passWithAlarms(Duration.ofSeconds(1));
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(1);
    assertThat(ion.events(RunSkipped.class))
        .singleElement()
        .returns(3L, RunSkipped::count)
        .returns(TUESDAY_10_BERLIN, RunSkipped::from)
        .returns(TUESDAY_10_BERLIN.plus(WEEK.multipliedBy(2)), RunSkipped::to);
    ion.finish();
    ion.passWithAlarms(Duration.ofDays(1));
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(1);
  }

  @Test
  void dropsFiresMissedInAPauseWhenTheDocumentSaysSoAndTellsOfThem() {
    TestingMachine none = TestingMachine.launched(weekly("none"));
    none.pause();
    none.passWithAlarms(Duration.ofDays(9));
    none.resume();
    none.passWithAlarms(Duration.ofDays(1));
    assertThat(none.count(TrainingStarted.class)).isZero();
    assertThat(none.training("retrain").nextFire())
        .isEqualTo(TUESDAY_10_BERLIN.plus(WEEK.multipliedBy(2)));
    assertThat(none.events(RunSkipped.class))
        .singleElement()
        .returns(2L, RunSkipped::count)
        .returns(TUESDAY_10_BERLIN, RunSkipped::from);
  }

  @Test
  void dropsAFireThatComesLateWhenTheDocumentSaysSo() {
    TestingMachine none = TestingMachine.launched(weekly("none"));
    Alarm alarm = none.alarms().getFirst();
    none.pass(Duration.ofDays(1).plusHours(3));
    none.step(new IonEvent.AlarmDue(alarm));
    assertThat(none.count(TrainingStarted.class)).isZero();
    assertThat(none.events(RunSkipped.class)).singleElement().returns(1L, RunSkipped::count);
    none.passWithAlarms(WEEK);
    assertThat(none.count(TrainingStarted.class)).isEqualTo(1);
  }

  @Test
  void aFireThatIsALittleLateIsNotMissed() {
    TestingMachine none = TestingMachine.launched(weekly("none"));
    Alarm alarm = none.alarms().getFirst();
    none.now = alarm.at().plusSeconds(60);
    none.step(new IonEvent.AlarmDue(alarm));
    assertThat(none.count(TrainingStarted.class)).isEqualTo(1);
  }

  @Test
  void countsIntervalsFromTheLastFireAndMakesUpOnce() {
    TestingMachine hourly = TestingMachine.launched(every("1h"));
    assertThat(hourly.training("retrain").nextFire()).isEqualTo(hourly.now.plusSeconds(3_600));
    Alarm alarm = hourly.alarms().getFirst();
    hourly.pass(Duration.ofHours(10));
    hourly.step(new IonEvent.AlarmDue(alarm));
    assertThat(hourly.count(TrainingStarted.class)).isEqualTo(1);
    assertThat(hourly.training("retrain").nextFire()).isEqualTo(hourly.now.plusSeconds(3_600));
  }

  @Test
  void anAlarmThatIsEarlyOrNotAskedForChangesNothing() {
    Alarm alarm = ion.alarms().getFirst();
    assertThat(ion.step(new IonEvent.AlarmDue(alarm)).entries()).as("early").isEmpty();
    Alarm other = new Alarm("retrain", "fire", ion.now, "next run of retrain");
    assertThat(ion.step(new IonEvent.AlarmDue(other)).entries()).as("never asked for").isEmpty();
    ion.pause();
    ion.now = alarm.at();
    assertThat(ion.step(new IonEvent.AlarmDue(alarm)).entries()).as("in a pause").isEmpty();
  }

  @Test
  void takesOverANewScheduleFromNowOn() {
    ion.pass(Duration.ofDays(2));
    ion.change(
        weekly("last").set("retrain", "schedule", "{cron: \"0 12 * * TUE\", zone: Europe/Berlin}"));
    assertThat(ion.training("retrain").nextFire()).isEqualTo(Instant.parse("2026-06-09T10:00:00Z"));
    ion.change(weekly("last").drop("retrain", "schedule"));
    assertThat(ion.alarms()).isEmpty();
  }

  @Test
  void aRunGoesOnAsItBeganWhateverTheDocumentSaysLater() {
    ion.run("ann");
    Work before = ion.work().getFirst();
    ion.change(weekly("last").set("retrain", "arguments", "{k: 9}"));
    assertThat(ion.work()).containsExactly(before);
    ion.finish();
    ion.run("ann");
    assertThat(((TrainingJob) ion.work().getFirst().input()).arguments()).containsEntry("k", 9L);
  }

  @Test
  void stopsWithItsNode() {
    ion.run("ann");
    ion.change(weekly("last").rename("retrain", "refit"));
    assertThat(ion.work()).isEmpty();
    assertThat(ion.events(TrainingStopped.class).getFirst().reason())
        .isEqualTo("retrain is no longer in the document");
    assertThat(ion.state.nodes().keySet()).containsExactlyInAnyOrder("detect", "refit", "review");
    ion.change(weekly("last"));
    assertThat(ion.run("ann").message())
        .as("no id comes twice")
        .isEqualTo("Run plant.retrain.2 started");
  }
}
