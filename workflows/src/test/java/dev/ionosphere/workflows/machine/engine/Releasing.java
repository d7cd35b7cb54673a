package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Every release is held against judgements and votes, from records alone. */
final class Releasing {

  private final Voting voting;
  private final Map<String, GateEvent.GateJudged> gates = new HashMap<>();
  private final Map<String, TimelineEntry> entries = new HashMap<>();
  private final Map<String, Set<String>> rejected = new HashMap<>();
  private final Map<String, Set<String>> released = new HashMap<>();
  private final Map<String, Long> generations = new HashMap<>();
  private final Proving proving = new Proving();

  Releasing(Voting voting) {
    this.voting = voting;
  }

  void take(TimelineEntry entry, IonGraph graph) {
    entries.put(entry.key(), entry);
    proving.take(entry);
    switch (entry.event()) {
      case GateEvent.GateJudged judged ->
          assertThat(gates.put(judged.judgement(), judged)).as("judged once").isNull();
      case ReleaseEvent.ModelRejected model ->
          rejected.computeIfAbsent(model.node(), node -> new HashSet<>()).add(model.digest());
      case ReleaseEvent.ModelReleased model -> released(entry, model, graph);
      default -> {}
    }
  }

  private void released(TimelineEntry entry, ReleaseEvent.ModelReleased model, IonGraph graph) {
    Long last = generations.put(model.node(), model.generation());
    assertThat(last == null || last < model.generation()).as("generations grow").isTrue();
    Set<String> bad = rejected.computeIfAbsent(model.node(), node -> new HashSet<>());
    Set<String> known = released.computeIfAbsent(model.node(), node -> new HashSet<>());
    switch (entries.get(entry.cause()).event()) {
      case ChangeEvent.DocumentChanged change -> {
        // Devices learn new settings, or a candidate began its way again and met no guard.
        if (known.contains(model.digest())) {
          again(model, known, bad);
        } else {
          passed(model, graph);
        }
      }
      case LifecycleEvent.IonResumed resumed -> again(model, known, bad);
      case ReleaseEvent.ModelSet set -> assertThat(known).contains(model.digest());
      default -> {
        assertThat(bad.contains(model.digest()) && model.allowedBy().isEmpty())
            .as("rejected before: %s", model)
            .isFalse();
        passed(model, graph);
      }
    }
    known.add(model.digest());
    bad.remove(model.digest());
  }

  private static void again(
      ReleaseEvent.ModelReleased model, Set<String> known, Set<String> rejected) {
    assertThat(known).contains(model.digest());
    assertThat(rejected).as("comes back by itself").doesNotContain(model.digest());
  }

  /** There is a way to the node each of whose guards let this very digest pass, as it is now. */
  private void passed(ReleaseEvent.ModelReleased model, IonGraph graph) {
    Set<String> guards = new HashSet<>();
    Set<String> judges = new HashSet<>();
    for (String id : model.allowedBy()) {
      GateEvent.GateJudged gate = gates.get(id);
      if (gate != null) {
        assertThat(gate.verdict()).isEqualTo("pass");
        String node = id.split("\\.")[1];
        judges.add(node);
        if (gate.candidate().equals(model.digest())
            && graph.ion().nodes().get(node) instanceof GateNode now
            && now.pass().equals(gate.condition())) {
          guards.add(node);
        }
        continue;
      }
      if (voting.lets(id, model.digest(), graph)) {
        guards.add(voting.node(id));
      }
      if (graph.ion().nodes().get(voting.node(id)) instanceof GateNode) {
        judges.add(voting.node(id));
      }
    }
    assertThat(reaches(graph, model.node(), guards)).as("%s came past %s", model, guards).isTrue();
    proving.released(model, graph, judges);
  }

  /** Whether a model can come to a node if only these guards let it pass. */
  static boolean reaches(IonGraph graph, String node, Set<String> guards) {
    int ways = 0;
    for (Edge.Model edge : graph.into(node)) {
      if (leaves(graph, edge.from(), guards)) {
        ways++;
      }
    }
    Join join = graph.ion().joins().get(node);
    int need =
        join == null || join.match() == Join.Match.LATEST
            ? 1
            : join.need().of(graph.into(node).size());
    return ways >= need;
  }

  private static boolean leaves(IonGraph graph, String node, Set<String> guards) {
    Node from = graph.ion().nodes().get(node);
    return from.ports().models() == Ports.Models.MADE
        || (!from.ports().guards() || guards.contains(node)) && reaches(graph, node, guards);
  }
}
