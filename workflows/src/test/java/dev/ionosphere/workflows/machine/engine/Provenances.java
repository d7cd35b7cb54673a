package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.gate.GateState;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TokenEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a candidate comes from, who asked for it and what it passed: none of it is ever lost. */
final class Provenances {

  private final Map<String, String> requesters = new HashMap<>();

  void after(IonState before, IonState after, List<TimelineEntry> entries) {
    Map<String, Provenance> least = new HashMap<>();
    for (TimelineEntry entry : entries) {
      switch (entry.event()) {
        case RunEvent.TrainingStarted run -> requesters.put(run.run(), run.requester());
        case ApprovalEvent.ApprovalDecided decided when decided.outcome().equals("approved") ->
            least.put(entry.key(), asked(before, entry).allowedBy(decided.approval()));
        case GateEvent.GateJudged judged when judged.verdict().equals("pass") ->
            least.put(entry.key(), judged(before, entry).allowedBy(judged.judgement()));
        case TokenEvent.JoinFired join -> least.put(entry.key(), joined(before, join));
        case ReleaseEvent.ModelReleased model -> {
          Provenance from = least.get(entry.cause());
          assertThat(model.allowedBy())
              .as("what %s passed", model)
              .containsAll(from == null ? List.of() : from.allowedBy());
        }
        default -> {}
      }
    }
    for (Token token : Waiting.tokens(after)) {
      whole(token, token.provenance());
      keeps(least.get(token.cause()), token.provenance());
    }
    for (NodeState node : after.nodes().values()) {
      OpenApproval open = open(node);
      if (open != null) {
        assertThat(open.ballot().requesters()).containsAll(open.batch().provenance().requesters());
      }
      for (Batch batch : batches(node)) {
        keeps(least.get(batch.cause()), batch.provenance());
        for (Token token : batch.tokens()) {
          whole(token, batch.provenance());
          whole(token, token.provenance());
          keeps(least.get(token.cause()), token.provenance());
        }
      }
    }
  }

  private void whole(Token token, Provenance provenance) {
    keeps(
        new Provenance(token.provenance().origins(), token.provenance().requesters(), List.of()),
        provenance);
    if (token.payload() instanceof Payload.Model model) {
      assertThat(provenance.origins()).contains(model.run().split("\\.")[1]);
      assertThat(provenance.requesters()).contains(requesters.get(model.run()));
    }
  }

  private static void keeps(@Nullable Provenance before, Provenance after) {
    if (before != null) {
      assertThat(after.origins()).containsAll(before.origins());
      assertThat(after.requesters()).containsAll(before.requesters());
      assertThat(after.allowedBy()).containsAll(before.allowedBy());
    }
  }

  private static Provenance asked(IonState before, TimelineEntry entry) {
    return Objects.requireNonNull(open(before.nodes().get(entry.node()))).batch().provenance();
  }

  private static Provenance judged(IonState before, TimelineEntry entry) {
    GateState gate = (GateState) before.nodes().get(entry.node());
    return gate.batch().orElseThrow().provenance();
  }

  /** Of those that waited for the others; the last one came in this step. */
  private static Provenance joined(IonState before, TokenEvent.JoinFired join) {
    Set<String> taken = new HashSet<>(join.tokens());
    return Provenance.merged(
        Waiting.tokens(before).stream().filter(token -> taken.contains(token.id())).toList());
  }

  private static @Nullable OpenApproval open(@Nullable NodeState node) {
    return TestingMachine.asked(node).map(Asked::open).orElse(null);
  }

  private static List<Batch> batches(NodeState node) {
    List<Batch> batches = new ArrayList<>();
    OpenApproval open = open(node);
    if (open != null) {
      batches.add(open.batch());
    }
    if (node instanceof GateState gate) {
      gate.batch().ifPresent(batches::add);
    }
    return batches;
  }
}
