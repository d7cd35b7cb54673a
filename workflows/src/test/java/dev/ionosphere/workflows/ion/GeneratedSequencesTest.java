package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens, in whatever order: what must always hold. */
class GeneratedSequencesTest {

  private static final String DOCUMENT =
      TestingDocument.TURBOFAN
          .replace("required: 1", "required: 2")
          .replace(
              "schedule: {cron: \"0 10 * * TUE\", zone: Europe/Berlin, catchUp: last}",
              "schedule: {every: 5h}");
  private static final String CHANGED =
      DOCUMENT.replace("required: 2", "required: 1").replace("every: 5m", "every: 1m");

  enum Act {
    RUN,
    FINISH,
    FAIL,
    STOP_RUN,
    APPROVE_ANN,
    APPROVE_BOB,
    APPROVE_SCIENTIST,
    REJECT,
    STALE_DECISION,
    DRIFT,
    NO_DRIFT,
    PAUSE,
    RESUME,
    WAIT,
    WAIT_LONG,
    ROLLOUT_DONE,
    ROLLOUT_CATCHES_UP,
    SET_MODEL,
    SET_UNKNOWN_MODEL,
    CHANGE,
    REPEAT
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Arbitraries.of(Act.class).list().ofMinSize(1).ofMaxSize(80);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void theInvariantsHold(@ForAll("acts") List<Act> acts) {
    TestingMachine ion = TestingMachine.launched(DOCUMENT);
    List<IonEvent> sent = new ArrayList<>();
    boolean[] changed = new boolean[1];
    for (Act act : acts) {
      IonState before = ion.state;
      int effects = ion.effects.size();
      perform(ion, act, sent, changed);
      check(before, ion, List.copyOf(ion.effects.subList(effects, ion.effects.size())));
    }
    checkWhole(ion);
  }

  private static void perform(TestingMachine ion, Act act, List<IonEvent> sent, boolean[] changed) {
    switch (act) {
      case RUN -> {
        IonEvent event = new IonEvent.RunRequested(ion.id(), "person:scientist", "retrain", null);
        sent.add(event);
        ion.step(event);
      }
      case FINISH -> {
        if (ion.training().run() != null) {
          ion.finishTraining();
        }
      }
      case FAIL -> {
        if (ion.training().run() != null) {
          ion.step(
              new IonEvent.TrainingFailed(
                  ion.id(), "retrain", ion.training().run().run(), "failed"));
        }
      }
      case STOP_RUN -> {
        if (ion.training().run() != null) {
          ion.step(
              new IonEvent.RunStopped(ion.id(), "person:operator", ion.training().run().run()));
        }
      }
      case APPROVE_ANN -> decide(ion, "approve", "ann");
      case APPROVE_BOB -> decide(ion, "approve", "bob");
      case APPROVE_SCIENTIST -> decide(ion, "approve", "scientist");
      case REJECT -> decide(ion, "reject", "bob");
      case STALE_DECISION ->
          ion.decide("turbofan.review.1", "sha256:something-else", "approve", "bob");
      case DRIFT, NO_DRIFT -> {
        if (ion.inference().current() != null) {
          ion.drift(act == Act.DRIFT);
        }
      }
      case PAUSE -> ion.pause();
      case RESUME -> ion.resume();
      case WAIT -> ion.passWithTimers(Duration.ofHours(1));
      case WAIT_LONG -> ion.passWithTimers(Duration.ofDays(4));
      case ROLLOUT_DONE, ROLLOUT_CATCHES_UP -> {
        if (ion.inference().rollout() != null) {
          ion.reportRollout(RolloutStatus.COMPLETED, act == Act.ROLLOUT_CATCHES_UP);
        }
      }
      case SET_MODEL -> {
        if (!ion.inference().allowed().isEmpty()) {
          set(ion, ion.inference().allowed().getFirst().model());
        }
      }
      case SET_UNKNOWN_MODEL -> set(ion, TestingMachine.model("never-trained"));
      case CHANGE -> {
        changed[0] = !changed[0];
        ion.change(changed[0] ? CHANGED : DOCUMENT);
      }
      case REPEAT -> {
        if (!sent.isEmpty()) {
          ion.step(sent.getLast());
        }
      }
    }
  }

  private static void decide(TestingMachine ion, String decision, String person) {
    if (ion.open() != null) {
      OpenApproval before = ion.open();
      Verdict verdict = ion.decide(decision, person);
      if (verdict instanceof Verdict.Accepted accepted) {
        // No decision is lost: it is on the timeline with its person.
        TimelineEntry entry = ion.entries(TimelineKind.APPROVAL_DECIDED).getLast();
        assertThat(entry.subject()).isEqualTo(before.approval());
        assertThat(entry.actor()).isEqualTo("person:" + person);
        assertThat(accepted.approval().subject()).isEqualTo(before.subject());
      }
    }
  }

  private static void set(TestingMachine ion, ModelRef model) {
    ion.step(new IonEvent.ModelSet(ion.id(), "person:operator", "detect", model, "because", null));
  }

  private static void check(IonState before, TestingMachine ion, List<Effect> effects) {
    if (before.status() == IonStatus.PAUSED && ion.state.status() == IonStatus.PAUSED) {
      assertThat(effects)
          .as("nothing fires in a pause")
          .noneMatch(effect ->
              effect instanceof Effect.StartTraining
                  || effect instanceof Effect.StartRollout
                  || (effect instanceof Effect.ArmTimer(Timer timer)
                      && timer instanceof Timer.Fire));
    }
    long starts = effects.stream().filter(Effect.StartTraining.class::isInstance).count();
    if (before.nodes().get("retrain") instanceof NodeState.Training training
        && training.run() != null
        && Objects.equals(training.run(), ion.training().run())) {
      assertThat(starts).as("single flight").isZero();
    }
  }

  private static void checkWhole(TestingMachine ion) {
    List<TimelineEntry> entries = ion.entries();
    assertThat(entries.stream().map(TimelineEntry::key)).doesNotHaveDuplicates();
    runsNeverOverlap(entries);
    generationsGrowByOne(ion);
    everyReleaseWasAllowed(entries);
    nobodyDecidesTwice(entries);
    cooldownsAreKept(entries);
    timersFollowTheState(ion);
  }

  private static void runsNeverOverlap(List<TimelineEntry> entries) {
    String running = null;
    for (TimelineEntry entry : entries) {
      switch (entry.kind()) {
        case TimelineKind.TRAINING_STARTED -> {
          assertThat(running).as("single flight").isNull();
          running = entry.subject();
        }
        case TimelineKind.TRAINING_FINISHED,
            TimelineKind.TRAINING_FAILED,
            TimelineKind.TRAINING_STOPPED -> {
          assertThat(entry.subject()).isEqualTo(running);
          running = null;
        }
        default -> {}
      }
    }
  }

  private static void generationsGrowByOne(TestingMachine ion) {
    List<Long> generations =
        ion.effects(Effect.StartRollout.class).stream()
            .map(start -> start.input().generation())
            .toList();
    for (int index = 0; index < generations.size(); index++) {
      assertThat(generations.get(index)).isEqualTo(index + 1L);
    }
    if (ion.inference().current() != null) {
      assertThat(ion.inference().current().generation()).isEqualTo(generations.getLast());
    }
  }

  /** Every model at a device was approved by enough people, under that very digest. */
  private static void everyReleaseWasAllowed(List<TimelineEntry> entries) {
    Map<String, String> candidates = new LinkedHashMap<>();
    Set<String> approved = new HashSet<>();
    for (TimelineEntry entry : entries) {
      switch (entry.kind()) {
        case TimelineKind.APPROVAL_OPENED ->
            candidates.put(entry.subject(), (String) entry.data().get("candidate"));
        case TimelineKind.APPROVAL_DECIDED -> {
          if ("approved".equals(entry.data().get("outcome"))) {
            approved.add(entry.subject());
          }
        }
        case TimelineKind.RELEASED -> {
          List<?> allowedBy = (List<?>) entry.data().get("allowedBy");
          assertThat(allowedBy).isNotEmpty();
          for (Object approval : allowedBy) {
            assertThat(approved).contains((String) approval);
            assertThat(candidates.get((String) approval)).isEqualTo(entry.subject());
          }
        }
        default -> {}
      }
    }
  }

  private static void nobodyDecidesTwice(List<TimelineEntry> entries) {
    Set<String> decisions = new HashSet<>();
    Set<String> closed = new HashSet<>();
    Map<String, Object> requesters = new LinkedHashMap<>();
    for (TimelineEntry entry : entries) {
      if (entry.kind().equals(TimelineKind.APPROVAL_OPENED)) {
        requesters.put(entry.subject(), entry.data().get("requester"));
      }
      if (entry.kind().equals(TimelineKind.APPROVAL_DECIDED)) {
        assertThat(closed).doesNotContain(entry.subject());
        assertThat(decisions.add(entry.subject() + entry.actor() + entry.data().get("decision")))
            .isTrue();
        if ("approve".equals(entry.data().get("decision"))) {
          assertThat(entry.actor()).isNotEqualTo(requesters.get(entry.subject()));
        }
        if (!"open".equals(entry.data().get("outcome"))) {
          closed.add(entry.subject());
        }
      }
      if (entry.kind().equals(TimelineKind.APPROVAL_VOIDED)
          || entry.kind().equals(TimelineKind.APPROVAL_EXPIRED)) {
        assertThat(closed.add(entry.subject())).as("closed once").isTrue();
      }
    }
  }

  private static void cooldownsAreKept(List<TimelineEntry> entries) {
    Instant last = null;
    for (TimelineEntry entry : entries) {
      if (entry.kind().equals(TimelineKind.TRAINING_STARTED)
          && "drift".equals(entry.data().get("reason"))) {
        if (last != null) {
          assertThat(entry.time()).isAfterOrEqualTo(last.plus(Duration.ofHours(6)));
        }
        last = entry.time();
      }
    }
  }

  private static void timersFollowTheState(TestingMachine ion) {
    Set<Timer> armed = new HashSet<>();
    for (Effect effect : ion.effects) {
      switch (effect) {
        case Effect.ArmTimer(Timer timer) -> assertThat(armed.add(timer)).isTrue();
        case Effect.DisarmTimer(Timer timer) -> assertThat(armed.remove(timer)).isTrue();
        default -> {}
      }
    }
    assertThat(armed).containsAll(Timers.wanted(ion.state));
  }
}
