package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who let what through, from records alone; every release is held against it. */
final class Releasing {

  private static final class Asked {
    private final String node;
    private final ApprovalEvent.ApprovalOpened opened;
    private final Set<String> counted = new HashSet<>();
    private final Set<String> escalated = new HashSet<>();
    private int yes;
    private Instant expires;
    private String outcome = "open";

    Asked(String node, ApprovalEvent.ApprovalOpened opened) {
      this.node = node;
      this.opened = opened;
      expires = opened.expiresAt();
    }
  }

  private final Map<String, Asked> approvals = new HashMap<>();
  private final Map<String, List<String>> subjects = new HashMap<>();
  private @Nullable Instant paused;
  private final Map<String, GateEvent.GateJudged> gates = new HashMap<>();
  private final Map<String, TimelineEntry> entries = new HashMap<>();
  private final Map<String, Set<String>> rejected = new HashMap<>();
  private final Map<String, Set<String>> released = new HashMap<>();
  private final Map<String, Long> generations = new HashMap<>();

  List<String> open() {
    return approvals.entrySet().stream()
        .filter(asked -> asked.getValue().outcome.equals("open"))
        .map(Map.Entry::getKey)
        .toList();
  }

  void take(TimelineEntry entry, IonGraph graph) {
    entries.put(entry.key(), entry);
    switch (entry.event()) {
      case ApprovalEvent.ApprovalOpened opened -> opened(entry, opened, graph);
      case ApprovalEvent.ApprovalDecided decided -> decided(decided, entry.time());
      case ApprovalEvent.ApprovalEscalated escalated ->
          approvals.get(escalated.approval()).escalated.add(escalated.to());
      case ApprovalEvent.ApprovalExpired expired -> {
        assertThat(paused).isNull();
        assertThat(entry.time()).isEqualTo(approvals.get(expired.approval()).expires);
        close(expired.approval(), "expired");
      }
      case LifecycleEvent.IonPaused pause -> paused = entry.time();
      case LifecycleEvent.IonResumed resumed -> resumed(entry.time());
      case ApprovalEvent.ApprovalVoided voided -> close(voided.approval(), "voided");
      case GateEvent.GateJudged judged ->
          assertThat(gates.put(judged.judgement(), judged)).as("judged once").isNull();
      case ReleaseEvent.ModelRejected model ->
          rejected.computeIfAbsent(model.node(), node -> new HashSet<>()).add(model.digest());
      case ReleaseEvent.ModelReleased model -> released(entry, model, graph);
      default -> {}
    }
  }

  private void opened(TimelineEntry entry, ApprovalEvent.ApprovalOpened opened, IonGraph graph) {
    Asked before = approvals.put(opened.approval(), new Asked(entry.node(), opened));
    assertThat(before).as("an approval's id comes once").isNull();
    Approvers approvers = Weakening.approvers(graph.ion().nodes().get(entry.node()));
    assertThat(opened.stages()).isEqualTo(approvers.stages().stream().map(Stage::text).toList());
    assertThat(opened.notRequester()).isEqualTo(approvers.notRequester());
    assertThat(opened.expiresAt()).isEqualTo(entry.time().plus(approvers.expiresAfter()));
    List<String> about = List.of(opened.candidate(), opened.evidence());
    List<String> known = subjects.putIfAbsent(opened.approvalSubject(), about);
    assertThat(known == null || known.equals(about)).as("one question a subject").isTrue();
  }

  /** The clock of what is open stood still. */
  private void resumed(Instant now) {
    Duration pause = Duration.between(paused, now);
    paused = null;
    for (Asked asked : approvals.values()) {
      if (asked.outcome.equals("open")) {
        asked.expires = asked.expires.plus(pause);
      }
    }
  }

  private void decided(ApprovalEvent.ApprovalDecided decided, Instant now) {
    Asked asked = approvals.get(decided.approval());
    assertThat(asked.outcome).isEqualTo("open");
    assertThat(paused != null || now.isBefore(asked.expires)).as("in time").isTrue();
    assertThat(decided.approvalSubject()).isEqualTo(asked.opened.approvalSubject());
    String stage = GeneratedPeople.stage(asked.opened.stages(), asked.yes);
    assertThat(decided.stage()).isEqualTo(stage);
    Set<String> may = new HashSet<>(asked.escalated);
    may.add(stage);
    assertThat(GeneratedPeople.roles(decided.person(), decided.onBehalfOf()))
        .as("%s is asked", decided.person())
        .containsAnyElementsOf(may);
    if (decided.decision().equals("approve")) {
      for (String person : GeneratedPeople.people(decided.person(), decided.onBehalfOf())) {
        assertThat(asked.counted.add(person)).as("%s counts once", person).isTrue();
        assertThat(
                asked.opened.notRequester()
                    && asked.opened.requesters().contains("person:" + person))
            .as("%s asked for it", person)
            .isFalse();
      }
      asked.yes++;
    }
    asked.outcome = decided.outcome();
    assertThat(decided.outcome())
        .isEqualTo(GeneratedPeople.outcome(decided.decision(), asked.opened.stages(), asked.yes));
  }

  private void close(String approval, String outcome) {
    Asked asked = approvals.get(approval);
    assertThat(asked.outcome).as("%s is closed once", approval).isEqualTo("open");
    asked.outcome = outcome;
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
    for (String id : model.allowedBy()) {
      GateEvent.GateJudged gate = gates.get(id);
      if (gate != null) {
        assertThat(gate.verdict()).isEqualTo("pass");
        String node = id.split("\\.")[1];
        if (gate.candidate().equals(model.digest())
            && graph.ion().nodes().get(node) instanceof GateNode now
            && now.pass().equals(gate.condition())) {
          guards.add(node);
        }
        continue;
      }
      Asked asked = approvals.get(id);
      assertThat(asked.outcome).isEqualTo("approved");
      if (asked.opened.candidate().equals(model.digest())
          && Weakening.approvers(graph.ion().nodes().get(asked.node)) instanceof Approvers now) {
        int required = now.stages().stream().mapToInt(Stage::required).sum();
        if (asked.yes >= required) {
          guards.add(asked.node);
        }
      }
    }
    assertThat(reaches(graph, model.node(), guards)).as("%s came past %s", model, guards).isTrue();
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
