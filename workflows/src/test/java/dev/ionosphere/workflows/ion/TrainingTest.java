package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private static final Instant TUESDAY_10_BERLIN = Instant.parse("2026-06-02T08:00:00Z");

  @Test
  void waitsForItsCronInItsZone() {
    TestingMachine ion = TestingMachine.launched();
    assertThat(ion.training().nextFire()).isEqualTo(TUESDAY_10_BERLIN);
    assertThat(ion.effects(Effect.ArmTimer.class))
        .containsExactly(new Effect.ArmTimer(new Timer.Fire("retrain", TUESDAY_10_BERLIN)));
  }

  @Test
  void startsWhenDueAndIsDueAgainNextWeek() {
    TestingMachine ion = TestingMachine.launched();
    ion.passWithTimers(Duration.ofDays(1));
    Effect.StartTraining start = ion.effects(Effect.StartTraining.class).getFirst();
    assertThat(start.job().run()).isEqualTo("turbofan.retrain.1");
    assertThat(start.job().requester()).isEqualTo("schedule");
    assertThat(start.attempts()).isEqualTo(3);
    assertThat(ion.training().nextFire()).isEqualTo(TUESDAY_10_BERLIN.plus(Duration.ofDays(7)));
  }

  @Test
  void skipsAFireWhileItRuns() {
    TestingMachine ion = TestingMachine.launched();
    ion.passWithTimers(Duration.ofDays(8));
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(1);
    assertThat(ion.entries(TimelineKind.RUN_SKIPPED).getFirst().data())
        .containsEntry("reason", "run turbofan.retrain.1 is under way");
  }

  @Test
  void refusesARequestWhileItRuns() {
    TestingMachine ion = TestingMachine.launched();
    assertThat(ion.run("person:a").done()).isTrue();
    assertThat(ion.run("person:b"))
        .isEqualTo(
            new CommandReceipt(
                false, "retrain was not started: run turbofan.retrain.1 is under way"));
  }

  @Test
  void takesACommandOnce() {
    TestingMachine ion = TestingMachine.launched();
    IonEvent.RunRequested request = new IonEvent.RunRequested("same", "person:a", "retrain", null);
    ion.step(request);
    ion.finishTraining();
    assertThat(ion.receipt(request).done()).isTrue();
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(1);
  }

  @Test
  void whatWasRefusedMayBeAskedAgain() {
    TestingMachine ion = TestingMachine.launched();
    ion.pause();
    IonEvent.RunRequested request = new IonEvent.RunRequested("same", "person:a", "retrain", null);
    assertThat(ion.receipt(request).done()).isFalse();
    ion.resume();
    assertThat(ion.receipt(request))
        .isEqualTo(new CommandReceipt(true, "Run turbofan.retrain.1 started"));
  }

  @Test
  void namesTheTrainingNodesWhenAskedForAnother() {
    TestingMachine ion = TestingMachine.launched();
    assertThat(ion.receipt(new IonEvent.RunRequested("r", "person:a", "detect", null)).message())
        .isEqualTo("ION turbofan has no training node detect; it has [retrain]");
  }

  @Test
  void stopsOneRunAndGoesOn() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:a");
    IonEvent.RunStopped stop = new IonEvent.RunStopped("stop", "person:b", "turbofan.retrain.1");
    assertThat(ion.receipt(stop).done()).isTrue();
    assertThat(ion.effects(Effect.CancelTraining.class))
        .containsExactly(new Effect.CancelTraining("turbofan.retrain.1"));
    assertThat(ion.entries(TimelineKind.TRAINING_FAILED)).isEmpty();
    assertThat(ion.entries(TimelineKind.TRAINING_STOPPED).getFirst())
        .satisfies(entry -> assertThat(entry.actor()).isEqualTo("person:b"))
        .satisfies(entry -> assertThat(entry.data()).containsEntry("reason", "on request"));
    assertThat(ion.training().nextFire()).isEqualTo(TUESDAY_10_BERLIN);
    assertThat(ion.run("person:a").done()).isTrue();
  }

  @Test
  void stopsOnlyWhatRuns() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:a");
    assertThat(ion.receipt(new IonEvent.RunStopped("s", "person:b", "turbofan.retrain.7")))
        .isEqualTo(new CommandReceipt(false, "run turbofan.retrain.7 is not under way"));
    assertThat(ion.training().run()).isNotNull();
  }

  @Test
  void ignoresAResultOfARunThatIsOver() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:a");
    ion.finishTraining();
    ion.step(
        new IonEvent.TrainingFinished(
            "late", "retrain", TestingMachine.result("turbofan.retrain.1")));
    assertThat(ion.entries(TimelineKind.TRAINING_FINISHED)).hasSize(1);
    assertThat(ion.training().laps()).isEqualTo(1);
  }

  @Test
  void aFailureMakesNoCandidateAndLetsTheNextRunStart() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:a");
    ion.step(new IonEvent.TrainingFailed("f", "retrain", "turbofan.retrain.1", "out of memory"));
    assertThat(ion.open()).isNull();
    assertThat(ion.entries(TimelineKind.TRAINING_FAILED).getFirst().data())
        .containsEntry("error", "out of memory");
    assertThat(ion.run("person:a").message()).isEqualTo("Run turbofan.retrain.2 started");
  }

  @Test
  void makesUpOnceForFiresMissedInAPause() {
    TestingMachine ion = TestingMachine.launched();
    ion.pause();
    ion.passWithTimers(Duration.ofDays(22));
    assertThat(ion.effects(Effect.StartTraining.class)).isEmpty();
    ion.resume();
    ion.passWithTimers(Duration.ofSeconds(1));
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(1);
    ion.finishTraining();
    ion.passWithTimers(Duration.ofDays(1));
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(1);
  }

  @Test
  void dropsFiresMissedInAPauseWhenTheDocumentSaysSo() {
    TestingMachine ion =
        TestingMachine.launched(TestingDocument.TURBOFAN.replace("catchUp: last", "catchUp: none"));
    ion.pause();
    ion.passWithTimers(Duration.ofDays(2));
    ion.resume();
    ion.passWithTimers(Duration.ofDays(1));
    assertThat(ion.effects(Effect.StartTraining.class)).isEmpty();
    assertThat(ion.training().nextFire()).isEqualTo(TUESDAY_10_BERLIN.plus(Duration.ofDays(7)));
  }

  @Test
  void dropsAFireThatComesLateWhenTheDocumentSaysSo() {
    TestingMachine ion =
        TestingMachine.launched(TestingDocument.TURBOFAN.replace("catchUp: last", "catchUp: none"));
    Timer timer = Timers.wanted(ion.state).iterator().next();
    ion.pass(Duration.ofDays(1).plusHours(3));
    ion.step(new IonEvent.TimerDue("t", timer));
    assertThat(ion.effects(Effect.StartTraining.class)).isEmpty();
    assertThat(ion.entries(TimelineKind.RUN_SKIPPED)).hasSize(1);
  }

  @Test
  void countsIntervalsFromTheLastFireAndMissedOnesOnce() {
    TestingMachine ion =
        TestingMachine.launched(
            TestingDocument.TURBOFAN.replace(
                "schedule: {cron: \"0 10 * * TUE\", zone: Europe/Berlin, catchUp: last}",
                "schedule: {every: 1h}"));
    assertThat(ion.training().nextFire()).isEqualTo(TestingMachine.START.plusSeconds(3600));
    Timer timer = Timers.wanted(ion.state).iterator().next();
    ion.pass(Duration.ofHours(10));
    ion.step(new IonEvent.TimerDue("t", timer));
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(1);
    assertThat(ion.training().nextFire()).isEqualTo(ion.now.plusSeconds(3600));
  }
}
