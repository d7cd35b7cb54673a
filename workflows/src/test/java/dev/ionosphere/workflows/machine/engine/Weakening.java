package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An oracle of policy: tries every set of guards that say yes, where the machine compares ways. */
final class Weakening {

  static void notUnseen(IonState before, IonGraph now, List<TimelineEntry> entries) {
    ChangeEvent.DocumentChanged change =
        entries.stream()
            .map(TimelineEntry::event)
            .filter(ChangeEvent.DocumentChanged.class::isInstance)
            .map(ChangeEvent.DocumentChanged.class::cast)
            .findFirst()
            .orElseThrow();
    IonGraph old = TestingMachine.DOCUMENTS.stored(before.document().text());
    List<String> weaker = weaker(old, now);
    if (change.allowedBy() == null) {
      assertThat(weaker).as("policy is weakened only by an approved change").isEmpty();
    } else {
      assertThat(before.policy().pending().id()).isEqualTo(change.allowedBy());
    }
  }

  /** What is weaker now, by name; nothing if there was nothing to weaken. */
  static List<String> weaker(IonGraph old, IonGraph now) {
    List<String> weaker = new ArrayList<>();
    List<String> guards = guards(old);
    if (guards.isEmpty()) {
      return weaker;
    }
    guards(now).stream().filter(guard -> !guards.contains(guard)).forEach(guards::add);
    for (int chosen = 0; chosen < 1 << guards.size(); chosen++) {
      Set<String> yes = new HashSet<>();
      for (int index = 0; index < guards.size(); index++) {
        if ((chosen >> index & 1) == 1) {
          yes.add(guards.get(index));
        }
      }
      for (String target : now.targets()) {
        if (!reached(old, target, yes) && Releasing.reaches(now, target, yes)) {
          weaker.add(target + " past " + yes);
        }
      }
    }
    for (Node node : now.ion().nodes().values()) {
      Node was = old.ion().nodes().get(node.name());
      if (was != null && isWeaker(was, node)) {
        weaker.add(node.name());
      }
    }
    return weaker;
  }

  private static List<String> guards(IonGraph graph) {
    List<String> guards = new ArrayList<>();
    graph.ion().nodes().values().stream()
        .filter(node -> node.ports().guards())
        .forEach(node -> guards.add(node.name()));
    return guards;
  }

  /** Whether models came to a target before; to one that is new, if they came everywhere. */
  private static boolean reached(IonGraph old, String target, Set<String> yes) {
    return old.targets().contains(target) && !old.into(target).isEmpty()
        ? Releasing.reaches(old, target, yes)
        : old.targets().stream().allMatch(any -> Releasing.reaches(old, any, yes));
  }

  private static boolean isWeaker(Node was, Node now) {
    if (was instanceof InferenceNode before && now instanceof InferenceNode after) {
      return after.rollout().deliveredMin() < before.rollout().deliveredMin()
          || after.rollout().soak().compareTo(before.rollout().soak()) < 0;
    }
    if (was instanceof GateNode before
        && now instanceof GateNode after
        && !after.pass().startsWith(before.pass())) {
      return true;
    }
    Approvers before = approvers(was);
    Approvers after = approvers(now);
    return before != null && after != null && isWeaker(before, after);
  }

  private static boolean isWeaker(Approvers was, Approvers now) {
    return people(now) < people(was)
        || !roles(now).containsAll(roles(was))
        || now.escalation().isPresent() && !now.escalation().equals(was.escalation())
        || was.notRequester() && !now.notRequester()
        || now.expiresAfter().compareTo(was.expiresAfter()) > 0;
  }

  /** Whom a node asks; nothing if it is of a kind that does not. */
  static @Nullable Approvers approvers(@Nullable Node node) {
    return switch (node) {
      case ApprovalNode approval -> approval.approvers();
      case GateNode gate -> gate.approvers();
      case null, default -> null;
    };
  }

  private static List<String> roles(Approvers asked) {
    return asked.stages().stream().map(Stage::role).toList();
  }

  private static int people(Approvers asked) {
    return asked.stages().stream().mapToInt(Stage::required).sum();
  }

  private Weakening() {}
}
