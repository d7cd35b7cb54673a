package dev.ionosphere.workflows.machine.engine;

import static dev.ionosphere.workflows.machine.engine.TestingMachine.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeWithdrawn;
import dev.ionosphere.workflows.timeline.ChangeEvent.CommandRefused;
import dev.ionosphere.workflows.timeline.ChangeEvent.DocumentChanged;
import dev.ionosphere.workflows.timeline.LifecycleEvent.IonPaused;
import dev.ionosphere.workflows.timeline.LifecycleEvent.IonResumed;
import dev.ionosphere.workflows.timeline.LifecycleEvent.IonStopped;
import dev.ionosphere.workflows.timeline.LifecycleEvent.KeyRotated;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private static final String DIGEST = "sha256:plant.retrain.1";
  private static final String TIGHTER =
      TestingIon.guarded()
          .set("review", "approvers", "{role: approver, required: 2, notRequester: true}")
          .canonical();

  private final TestingMachine ion = TestingMachine.launched(TestingIon.guarded());

  /** Every command that needs a ticket, given one. */
  private Map<String, Function<Optional<String>, IonEvent>> commands() {
    Map<String, Function<Optional<String>, IonEvent>> commands = new LinkedHashMap<>();
    commands.put(
        "change", ticket -> new IonEvent.DocumentChanged(ion.id(), ticket, TIGHTER, 2, null));
    commands.put(
        "setModel",
        ticket ->
            new IonEvent.ModelSet(
                ion.id(), ticket, "detect", new ModelRef(DIGEST, "s", "k", 1), "why", null));
    commands.put(
        "rotateKeys", ticket -> new IonEvent.KeysChanged(ion.id(), ticket, List.of(HUB.key())));
    commands.put("stop", ticket -> new IonEvent.Stopped(ion.id(), ticket, false));
    return commands;
  }

  private static String subject(String act) {
    return switch (act) {
      case "change" -> CommandSubject.change(TIGHTER, 2);
      case "setModel" -> CommandSubject.setModel("detect", DIGEST);
      case "rotateKeys" -> CommandSubject.rotateKeys(List.of(HUB.key()));
      default -> CommandSubject.stop(TestingIon.NAME, false);
    };
  }

  @Test
  void refusesWhatHasNoGoodTicketAndRecordsThat() {
    ion.lap();
    commands()
        .forEach((act, command) -> {
          String subject = subject(act);
          Ticket used = HUB.ticket(TestingIon.NAME, "x", "stop", "ann", ion.later());
          refused(command, act, Optional.empty(), "needs a ticket from the hub, got none");
          refused(command, act, Optional.of(" "), "needs a ticket from the hub, got none");
          refused(
              command,
              act,
              Optional.of(
                  new TestingHub()
                      .sign(HUB.ticket(TestingIon.NAME, subject, act, "ann", ion.later()))),
              "not signed by this ION's hub");
          refused(command, act, signed("other", subject, act), "the ticket is to");
          refused(command, act, signed(TestingIon.NAME, "sha256:other", act), "the ticket is to");
          refused(command, act, signed(TestingIon.NAME, subject, "approve"), "the ticket is to");
          refused(
              command,
              act,
              Optional.of(HUB.sign(HUB.ticket(TestingIon.NAME, subject, act, "ann", ion.now))),
              "the ticket expired at");
          assertThat(used.person()).isEqualTo("ann");
        });
    assertThat(ion.count(DocumentChanged.class)).isZero();
    assertThat(ion.state.status()).isEqualTo(IonStatus.RUNNING);
  }

  private void refused(
      Function<Optional<String>, IonEvent> command,
      String act,
      Optional<String> ticket,
      String why) {
    IonState before = ion.state;
    int refusals = ion.count(CommandRefused.class);
    Reply.Receipt receipt = ion.receipt(command.apply(ticket));
    assertThat(receipt.done()).isFalse();
    assertThat(receipt.message()).contains(why);
    assertThat(ion.count(CommandRefused.class)).isEqualTo(refusals + 1);
    assertThat(ion.events(CommandRefused.class).getLast())
        .isEqualTo(new CommandRefused(TestingIon.NAME, act, receipt.message()));
    assertThat(ion.state.nodes()).isEqualTo(before.nodes());
    assertThat(ion.state.document()).isEqualTo(before.document());
    assertThat(ion.state.policy()).isEqualTo(before.policy());
  }

  private Optional<String> signed(String target, String subject, String act) {
    return Optional.of(HUB.sign(HUB.ticket(target, subject, act, "ann", ion.later())));
  }

  @Test
  void aTicketIsGoodForOneAct() {
    ion.lap();
    Optional<String> ticket = signed(TestingIon.NAME, subject("setModel"), "setModel");
    Function<Optional<String>, IonEvent> set = commands().get("setModel");
    assertThat(ion.receipt(set.apply(ticket)).done()).isTrue();
    refused(set, "setModel", ticket, "the ticket was used before");
  }

  @Test
  void aRefusedCommandDoesNotSpendItsTicket() {
    ion.lap();
    Optional<String> ticket = signed(TestingIon.NAME, subject("setModel"), "setModel");
    Function<Optional<String>, IonEvent> set = commands().get("setModel");
    ion.receipt(new IonEvent.Paused("pause", Actor.person("ann")));
    assertThat(ion.receipt(set.apply(ticket)).message()).contains("is paused; resume it first");
    ion.receipt(new IonEvent.Resumed("resume", Actor.person("ann")));
    assertThat(ion.receipt(set.apply(ticket)).done()).isTrue();
    refused(set, "setModel", ticket, "the ticket was used before");
  }

  @Test
  void theTicketSaysWhoActs() {
    ion.change(TestingIon.guarded().set("detect", "every", "1m"), "carl");
    assertThat(ion.entry(DocumentChanged.class).actor()).isEqualTo(Actor.person("carl"));
  }

  @Test
  void refusesAnOlderDocumentAndTakesTheSameOneForDone() {
    ion.receipt(ion.changed("a", TIGHTER, 2, "ann"));
    assertThat(ion.receipt(ion.changed("b", TIGHTER, 2, "ann")))
        .isEqualTo(
            new Reply.Receipt(
                true, "ION plant has document generation 2, got 2 with the same text"));
    String first = TestingIon.guarded().canonical();
    assertThat(ion.receipt(ion.changed("c", first, 2, "ann")))
        .isEqualTo(
            new Reply.Receipt(
                false, "ION plant has document generation 2, got 2, which is not newer"));
    assertThat(ion.count(DocumentChanged.class)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoDocumentOrAnotherIons() {
    assertThat(ion.receipt(ion.changed("a", "{}", 2, "ann")).done()).isFalse();
    String other =
        TestingIon.guarded().canonical().replace("\"name\":\"plant\"", "\"name\":\"other\"");
    assertThat(ion.receipt(ion.changed("b", other, 2, "ann")).message())
        .isEqualTo("The document is of ION other, not of plant");
    assertThat(ion.count(DocumentChanged.class)).isZero();
  }

  @Test
  void rotatesKeysWithARecordForEach() {
    TestingHub next = new TestingHub("tickets-2");
    List<TicketKey> keys = List.of(next.key());
    ion.receipt(
        new IonEvent.KeysChanged(
            ion.id(),
            signed(TestingIon.NAME, CommandSubject.rotateKeys(keys), "rotateKeys"),
            keys));
    assertThat(ion.events(KeyRotated.class))
        .containsExactly(
            new KeyRotated("plant", "tickets-2", "added"),
            new KeyRotated("plant", "tickets-1", "removed"));
    ion.candidate("retrain");
    assertThat(ion.approve("review")).as("the old key").isInstanceOf(Verdict.Refused.class);
    assertThat(
            ion.decide(
                next.request(
                    ion.open("review").approval(),
                    ion.open("review").subject(),
                    "approve",
                    "ann",
                    ion.later())))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void anotherKeyUnderTheSameIdIsARecordToo() {
    List<TicketKey> keys = List.of(new TicketKey("tickets-1", new TestingHub().key().publicKey()));
    ion.receipt(
        new IonEvent.KeysChanged(
            ion.id(),
            signed(TestingIon.NAME, CommandSubject.rotateKeys(keys), "rotateKeys"),
            keys));
    assertThat(ion.state.policy().keys()).isEqualTo(keys);
    assertThat(ion.events(KeyRotated.class))
        .containsExactly(new KeyRotated("plant", "tickets-1", "replaced"));
  }

  @Test
  void neverBelievesNoKeyAtAll() {
    assertThat(
            ion.receipt(
                    new IonEvent.KeysChanged(
                        ion.id(),
                        signed(TestingIon.NAME, CommandSubject.rotateKeys(List.of()), "rotateKeys"),
                        List.of()))
                .message())
        .isEqualTo("ION plant needs at least one ticket key");
    assertThat(ion.state.policy().keys()).hasSize(1);
  }

  @Test
  void aReceiptIsKeptForADayAndAsLongAsItsTicket() {
    ion.lap();
    Ticket ticket =
        HUB.ticket(
            TestingIon.NAME,
            CommandSubject.setModel("detect", DIGEST),
            "setModel",
            "ann",
            ion.now.plus(Duration.ofDays(3)));
    IonEvent set =
        new IonEvent.ModelSet(
            "same",
            Optional.of(HUB.sign(ticket)),
            "detect",
            new ModelRef(DIGEST, "s", "k", 1),
            "why",
            null);
    Reply.Receipt first = ion.receipt(set);
    for (int day = 0; day < 2; day++) {
      ion.pass(Duration.ofDays(1));
      ion.pause();
      ion.resume();
      assertThat(ion.receipt(set)).isEqualTo(first);
    }
    assertThat(ion.state.dedup().receipts()).as("others go by age").hasSize(3);
  }

  @Test
  void pauseAndResumeAreDoneOnceAndSaySo() {
    ion.pause();
    ion.pause();
    assertThat(ion.count(IonPaused.class)).isEqualTo(1);
    assertThat(ion.state.status()).isEqualTo(IonStatus.PAUSED);
    ion.resume();
    ion.resume();
    assertThat(ion.count(IonResumed.class)).isEqualTo(1);
    assertThat(ion.state.status()).isEqualTo(IonStatus.RUNNING);
  }

  @Test
  void stopEndsEverything() {
    ion.candidate("retrain");
    ion.run("scientist");
    assertThat(ion.stop().done()).isTrue();
    assertThat(ion.entries.getLast().event()).isInstanceOf(IonStopped.class);
    assertThat(ion.work()).isEmpty();
    assertThat(ion.alarms()).isEmpty();
    assertThat(ion.open("review")).isNull();
    int records = ion.entries.size();
    assertThat(ion.run("ann")).isEqualTo(new Reply.Receipt(false, "ION plant is stopped"));
    assertThat(ion.entries).hasSize(records);
  }

  @Test
  void aStopWithdrawsTheChangeThatWaitsHoweverItComes() {
    TestingIon weaker = TestingIon.guarded().set("review", "expires", "{after: 99h}");
    ion.change(weaker);
    assertThat(ion.pending()).isNotNull();
    ion.step(new IonEvent.Cancelled("cancelled"));
    assertThat(ion.pending()).isNull();
    assertThat(ion.count(ChangeWithdrawn.class)).isEqualTo(1);
    assertThat(ion.state.status()).isEqualTo(IonStatus.STOPPED);
  }

  @Test
  void aLaunchThatComesAgainChangesNothing() {
    IonState before = ion.state;
    ion.step(new IonEvent.Launched("again"));
    assertThat(ion.state).isEqualTo(before);
  }

  @Test
  void aCommandWithAnyIdIsRecordedUnderAKeyThatCanBeKept() {
    ion.receipt(new IonEvent.Paused("a\u0000b", Actor.person("olga")));
    ion.receipt(new IonEvent.Resumed("x".repeat(100_000), Actor.person("olga")));
    assertThat(ion.entry(IonPaused.class).key()).hasSizeLessThan(200).doesNotContain("\u0000");
    assertThat(ion.entry(IonResumed.class).key()).hasSizeLessThan(200);
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    for (String none : List.of("", "?", "AAAA")) {
      List<TicketKey> keys = List.of(HUB.key(), new TicketKey("tickets-2", none));
      Reply.Receipt receipt =
          ion.receipt(
              new IonEvent.KeysChanged(
                  ion.id(),
                  signed(TestingIon.NAME, CommandSubject.rotateKeys(keys), "rotateKeys"),
                  keys));
      assertThat(receipt)
          .isEqualTo(
              new Reply.Receipt(
                  false, "Ticket key tickets-2 is no Ed25519 public key in X.509 and base64"));
    }
    ion.candidate("retrain");
    assertThat(ion.approve("review")).isInstanceOf(Verdict.Accepted.class);
  }
}
