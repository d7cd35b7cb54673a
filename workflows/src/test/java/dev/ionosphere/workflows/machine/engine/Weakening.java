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

  static List<String> weaker(IonGraph old, IonGraph now) {
    List<String> guards = new ArrayList<>();
    old.ion().nodes().values().stream()
        .filter(node -> node.ports().guards())
        .forEach(node -> guards.add(node.name()));
    List<String> weaker = new ArrayList<>();
    if (guards.isEmpty()) {
      return weaker;
    }
    now.ion().nodes().values().stream()
        .filter(node -> node.ports().guards() && !guards.contains(node.name()))
        .forEach(node -> guards.add(node.name()));
    for (int chosen = 0; chosen < 1 << guards.size(); chosen++) {
      Set<String> yes = new HashSet<>();
      for (int index = 0; index < guards.size(); index++) {
        if ((chosen >> index & 1) == 1) {
          yes.add(guards.get(index));
        }
      }
      for (String target : now.targets()) {
        boolean before =
            old.targets().contains(target) && !old.into(target).isEmpty()
                ? Releasing.reaches(old, target, yes)
                : old.targets().stream().allMatch(any -> Releasing.reaches(old, any, yes));
        if (!before && Releasing.reaches(now, target, yes)) {
          weaker.add(target + " past " + yes);
        }
      }
    }
    for (Node node : now.ion().nodes().values()) {
      Node was = old.ion().nodes().get(node.name());
      if (node instanceof GateNode gate
          && was instanceof GateNode other
          && !gate.pass().startsWith(other.pass())) {
        weaker.add(node.name());
      }
      if (node instanceof InferenceNode site
          && was instanceof InferenceNode other
          && (site.rollout().deliveredMin() < other.rollout().deliveredMin()
              || site.rollout().soak().compareTo(other.rollout().soak()) < 0)) {
        weaker.add(node.name());
      }
      Approvers after = approvers(node);
      Approvers approval = approvers(was);
      if (after != null && approval != null) {
        if (people(after) < people(approval)
            || !roles(after).containsAll(roles(approval))
            || after.escalation().isPresent() && !after.escalation().equals(approval.escalation())
            || approval.notRequester() && !after.notRequester()
            || after.expiresAfter().compareTo(approval.expiresAfter()) > 0) {
          weaker.add(node.name());
        }
      }
    }
    return weaker;
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
