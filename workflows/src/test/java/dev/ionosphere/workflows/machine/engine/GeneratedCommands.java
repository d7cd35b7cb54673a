package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.timeline.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What people command: runs, notices, pauses, other keys, the end. */
final class GeneratedCommands {

  private static final Actor OPERATOR = Actor.person("olga");

  private final PlayedIon ion;

  GeneratedCommands(PlayedIon ion) {
    this.ion = ion;
  }

  void run(String node, Random random) {
    Actor scientist = Actor.person(GeneratedPeople.scientist(random));
    ion.step(new IonEvent.RunRequested(ion.machine.id(), scientist, node, null));
  }

  /** A notice goes out now, or after a pause. */
  void tell(String node, Random random) {
    boolean pauses = random.nextInt(4) == 0;
    if (pauses) {
      pause();
    }
    run(node, random);
    if (pauses) {
      resume();
    }
  }

  void pause() {
    ion.step(new IonEvent.Paused(ion.machine.id(), OPERATOR));
  }

  Transition resume() {
    return ion.step(new IonEvent.Resumed(ion.machine.id(), OPERATOR));
  }

  void withoutTicket() {
    assertThat(ion.step(new IonEvent.Stopped(ion.machine.id(), Optional.empty(), false)).reply())
        .isInstanceOf(Reply.Receipt.class);
  }

  /** Another set of keys; what a key that went has signed is worth nothing. */
  void rotateKeys(Random random) {
    List<TicketKey> before = ion.state().policy().keys();
    List<TicketKey> keys = new ArrayList<>();
    for (String id : List.of("tickets-1", "tickets-2", "tickets-3")) {
      if (random.nextBoolean()) {
        keys.add(new TicketKey(id, TestingMachine.HUB.key().publicKey()));
      }
    }
    Ticket old =
        ion.tickets.ticket(
            "stop", TestingIon.NAME, CommandSubject.stop(TestingIon.NAME, false), "olga", null);
    Optional<String> ticket =
        ion.tickets.command("rotateKeys", CommandSubject.rotateKeys(keys), "olga");
    ion.step(new IonEvent.KeysChanged(ion.machine.id(), ticket, keys));
    List<TicketKey> now = ion.state().policy().keys();
    assertThat(now).isEqualTo(keys.isEmpty() ? before : keys);
    if (now.stream().noneMatch(key -> key.id().equals(old.key()))) {
      Optional<String> worthless = Optional.of(ion.tickets.sign(old));
      Reply reply = ion.step(new IonEvent.Stopped(ion.machine.id(), worthless, false)).reply();
      assertThat(((Reply.Receipt) reply).done()).isFalse();
    }
  }

  /** By command, or by whoever cancels what it runs in; then nothing is left and nothing helps. */
  void stop(boolean politely) {
    ion.step(
        politely
            ? new IonEvent.Stopped(
                ion.machine.id(),
                ion.tickets.command("stop", CommandSubject.stop(TestingIon.NAME, false), "olga"),
                false)
            : new IonEvent.Cancelled("cancelled"));
    assertThat(ion.machine.work()).isEmpty();
    assertThat(ion.machine.alarms()).isEmpty();
    assertThat(Waiting.tokens(ion.state())).isEmpty();
    assertThat(ion.machine.pending()).isNull();
    IonState stopped = ion.state();
    assertThat(resume().entries()).isEmpty();
    assertThat(ion.state()).isEqualTo(stopped);
  }
}
