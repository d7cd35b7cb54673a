package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.ion.StateCodec;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.timeline.ApprovalEvent.DecisionRefused;
import dev.ionosphere.workflows.timeline.ChangeEvent.CommandRefused;
import dev.ionosphere.workflows.timeline.RunEvent.RunSkipped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An ION that a sequence is played on, and the documents it may follow. Every step is told twice,
 * and after it was stored and read again it must go on as before.
 */
final class PlayedIon {

  final TestingMachine machine;
  final GeneratedTickets tickets = new GeneratedTickets(this);
  private final Map<Long, TestingIon> documents = new HashMap<>();
  private TestingIon document;

  /** What was stored and read again; it must go on as what it was stored from. */
  private @Nullable IonState unstored;

  PlayedIon(TestingIon document, Coverage coverage) {
    this.document = document;
    documents.put(1L, document);
    machine =
        new TestingMachine(
            new Machine(TestingMachine.DOCUMENTS, Behaviours::of, tickets::verified),
            GeneratedIon.canonical(document));
    machine.watch(coverage);
  }

  IonState state() {
    return machine.state;
  }

  TestingIon document() {
    return document;
  }

  /** The document that it follows if a generation is taken. */
  void offered(long generation, TestingIon next) {
    documents.put(generation, next);
  }

  Optional<String> node(String kind, Random random) {
    return Choice.any(document.nodes(kind), random);
  }

  Transition step(IonEvent event) {
    Transition transition = machine.step(event);
    followed();
    repeated(event, transition);
    if (unstored != null) {
      Transition other = machine.machine.step(unstored, event, machine.now);
      assertThat(other.state()).hasToString(transition.state().toString());
      assertThat(other.entries()).hasToString(transition.entries().toString());
      unstored = null;
    }
    return transition;
  }

  void pass(Duration time) {
    machine.passWithAlarms(time);
    followed();
    unstored = null;
  }

  void restore() {
    IonState restored = StateCodec.decode(StateCodec.encode(machine.state));
    // A whole number of a training's arguments may be of a smaller class then.
    assertThat(restored).hasToString(machine.state.toString());
    unstored = machine.state;
    machine.state = restored;
  }

  private void followed() {
    document = documents.get(machine.state.document().generation());
  }

  /** The same again changes nothing; what was refused is refused again. */
  private void repeated(IonEvent event, Transition first) {
    IonState state = machine.state;
    Transition again = machine.machine.step(state, event, machine.now);
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
}
