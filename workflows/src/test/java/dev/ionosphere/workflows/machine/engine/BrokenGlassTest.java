package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeDecided;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeForced;
import dev.ionosphere.workflows.timeline.ChangeEvent.CommandRefused;
import dev.ionosphere.workflows.timeline.ChangeEvent.DocumentChanged;
import dev.ionosphere.workflows.timeline.ChangeEvent.GlassBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokenGlassTest {

  private static final long HOUR = 3_600;
  private static final String STATEMENT = "signed.offline";

  private final TestingMachine ion = TestingMachine.launched(TestingIon.guarded());

  @Test
  void aChangeGoesThroughAfterTheDelayAndIsNoApproval() {
    Instant at = weakened().plusSeconds(HOUR);
    String change = ion.pending().id();
    assertThat(broken(change, HOUR).done()).isTrue();
    assertThat(ion.events(GlassBroken.class))
        .containsExactly(
            new GlassBroken(
                change, ion.pending().subject(), "zoe", "nobody is left", STATEMENT, at));
    ion.passWithAlarms(Duration.ofMinutes(59));
    assertThat(ion.state.document().generation()).isEqualTo(1);
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(ion.state.document().generation()).isEqualTo(2);
    assertThat(ion.pending()).isNull();
    assertThat(ion.count(ChangeDecided.class)).isZero();
    assertThat(ion.events(ChangeForced.class))
        .singleElement()
        .returns("zoe", ChangeForced::person)
        .returns(change, ChangeForced::change);
    assertThat(ion.events(DocumentChanged.class))
        .singleElement()
        .returns(change, DocumentChanged::allowedBy);
    assertThat(ion.entry(ChangeForced.class).cause()).isEqualTo(ion.entry(GlassBroken.class).key());
  }

  @Test
  void anApproverVetoesItInTheDelay() {
    weakened();
    broken(ion.pending().id(), HOUR);
    assertThat(ion.decideChange("reject", "ann")).isInstanceOf(Verdict.Accepted.class);
    ion.passWithAlarms(Duration.ofHours(2));
    assertThat(ion.state.document().generation()).isEqualTo(1);
    assertThat(ion.count(ChangeForced.class)).isZero();
  }

  @Test
  void whoeverMayDecideInAnyStageStopsItAndNobodyApprovesOutOfTurn() {
    TestingIon staged =
        TestingIon.guarded()
            .set(
                "review",
                "approvers",
                "{stages: [{role: operator, required: 1}, {role: approver, required: 1}]}");
    TestingMachine two = TestingMachine.launched(staged);
    two.change(staged.copy().set("review", "expires", "{after: 99h}"));
    String subject = CommandSubject.breakGlass(two.pending().subject(), STATEMENT, HOUR);
    two.receipt(
        new IonEvent.GlassBroken(
            two.id(),
            two.ticket("breakGlass", subject, "zoe"),
            two.pending().id(),
            STATEMENT,
            "nobody is left",
            HOUR));
    assertThat(TestingMachine.refusal(two.decideChange("approve", "ann", "approver")))
        .isEqualTo(Refusal.NOT_APPROVER);
    assertThat(two.decideChange("reject", "ann", "approver")).isInstanceOf(Verdict.Accepted.class);
    assertThat(two.pending()).isNull();
  }

  @Test
  void theAlarmOfAnotherChangeOrOneThatComesEarlyForcesNothing() {
    weakened();
    broken(ion.pending().id(), HOUR);
    Alarm first = ion.machine.wanted(ion.state, Machine.CHANGE).alarms().iterator().next();
    ion.change(TestingIon.guarded().set("review", "expires", "{after: 120h}"));
    broken(ion.pending().id(), 2 * HOUR);
    Alarm second = ion.machine.wanted(ion.state, Machine.CHANGE).alarms().iterator().next();
    ion.pass(Duration.ofMinutes(61));
    assertThat(ion.step(new IonEvent.AlarmDue(first)).entries()).isEmpty();
    assertThat(ion.step(new IonEvent.AlarmDue(second)).entries()).isEmpty();
    assertThat(ion.state.document().generation()).isEqualTo(1);
  }

  @Test
  void aNewerDocumentTakesItsPlace() {
    weakened();
    String change = ion.pending().id();
    broken(change, HOUR);
    ion.change(TestingIon.guarded().set("review", "expires", "{after: 120h}"));
    assertThat(ion.pending().glass()).isNull();
    assertThat(broken(change, HOUR).message())
        .isEqualTo("Change " + change + " does not wait for anybody");
    ion.passWithAlarms(Duration.ofHours(2));
    assertThat(ion.state.document().generation()).isEqualTo(1);
  }

  @Test
  void aSecondStatementDoesNotChangeTheDelay() {
    weakened();
    broken(ion.pending().id(), HOUR);
    Instant at = ion.pending().glass().at();
    assertThat(broken(ion.pending().id(), 1).done()).isTrue();
    assertThat(ion.pending().glass().at()).isEqualTo(at);
    assertThat(ion.count(GlassBroken.class)).isEqualTo(1);
  }

  @Test
  void aDelayThatTheHubDidNotSignIsRefusedWithARecord() {
    weakened();
    String change = ion.pending().id();
    Optional<String> ticket = ticket(HOUR);
    Reply.Receipt receipt =
        ion.receipt(new IonEvent.GlassBroken(ion.id(), ticket, change, STATEMENT, "now", 1));
    assertThat(receipt.done()).isFalse();
    assertThat(ion.pending().glass()).isNull();
    assertThat(ion.events(CommandRefused.class))
        .singleElement()
        .returns("breakGlass", CommandRefused::command);
    receipt =
        ion.receipt(
            new IonEvent.GlassBroken(ion.id(), ticket(HOUR), change, "another", "now", HOUR));
    assertThat(receipt.done()).as("another statement than the hub saw").isFalse();
    assertThat(ion.pending().glass()).isNull();
    assertThat(broken(change, 0).message()).contains("at least a second");
  }

  private Instant weakened() {
    ion.change(TestingIon.guarded().set("review", "expires", "{after: 99h}"));
    return ion.pending().proposedAt();
  }

  private Reply.Receipt broken(String change, long delay) {
    return ion.receipt(
        new IonEvent.GlassBroken(
            ion.id(), ticket(delay), change, STATEMENT, "nobody is left", delay));
  }

  private Optional<String> ticket(long delay) {
    return ion.ticket(
        "breakGlass", CommandSubject.breakGlass(ion.pending().subject(), STATEMENT, delay), "zoe");
  }

  @Test
  void aDelayThatNeverEndsIsRefused() {
    weakened();
    for (long seconds : List.of(0L, 400 * 86_400L, Long.MAX_VALUE)) {
      Reply.Receipt receipt = broken(ion.pending().id(), seconds);
      assertThat(receipt.done()).isFalse();
      assertThat(receipt.message()).contains("got " + seconds + " s");
    }
  }
}
