package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TokenEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Candidates wait at a place of their own, end once, and do not come back. */
final class Waiting {

  private final Set<String> ended = new HashSet<>();

  void after(
      IonState before,
      IonState after,
      IonGraph graph,
      IonEvent event,
      List<TimelineEntry> entries) {
    endOnce(before, after, event, entries);
    places(after, graph);
  }

  private void endOnce(
      IonState before, IonState after, IonEvent event, List<TimelineEntry> entries) {
    Set<String> endings = new HashSet<>();
    Set<String> joined = new HashSet<>();
    for (TimelineEntry entry : entries) {
      switch (entry.event()) {
        case TokenEvent.TokenSuperseded token -> end(token.token(), endings);
        case TokenEvent.TokenWithdrawn token -> end(token.token(), endings);
        case TokenEvent.ArrivalLate late -> end(late.token(), endings);
        case TokenEvent.JoinFired join -> {
          join.tokens().forEach(token -> end(token, endings));
          joined.add(join.join());
        }
        case TokenEvent.JoinFailed join -> joined.add(join.join());
        default -> {}
      }
    }
    Set<String> waiting = new HashSet<>();
    for (Token token : tokens(after)) {
      assertThat(waiting.add(token.id())).as("%s waits once", token.id()).isTrue();
      assertThat(ended).as("what waits has not ended").doesNotContain(token.id());
    }
    for (Token token : tokens(before)) {
      if (waiting.contains(token.id()) || endings.contains(token.id())) {
        continue;
      }
      boolean released =
          before.traffic().held().contains(token) && event instanceof IonEvent.Resumed;
      assertThat(released || joined.contains(token.to()))
          .as("%s went on, or its join did", token)
          .isTrue();
      ended.add(token.id());
    }
  }

  private void end(String token, Set<String> endings) {
    endings.add(token);
    assertThat(ended.add(token)).as("%s ends once", token).isTrue();
  }

  static List<Token> tokens(IonState state) {
    List<Token> tokens = new ArrayList<>(state.traffic().held());
    state.traffic().slots().values().forEach(tokens::addAll);
    return tokens;
  }

  private static void places(IonState state, IonGraph graph) {
    Set<String> held = new HashSet<>();
    for (Token token : state.traffic().held()) {
      assertThat(held.add(token.edge() + " " + token.lineage().origin())).isTrue();
      assertThat(state.status()).isEqualTo(IonStatus.PAUSED);
    }
    state
        .traffic()
        .slots()
        .forEach((node, tokens) -> {
          Join join = graph.ion().joins().get(node);
          boolean lineage = join.match() == Join.Match.LINEAGE;
          Set<String> places = new HashSet<>();
          for (Token token : tokens) {
            assertThat(places.add(token.edge() + (lineage ? token.lineage().text() : ""))).isTrue();
            long closed =
                state
                    .traffic()
                    .closed()
                    .getOrDefault(node, Map.of())
                    .getOrDefault(token.lineage().origin(), 0L);
            assertThat(!lineage || token.lineage().number() > closed).as("seeds nothing").isTrue();
          }
        });
  }
}
