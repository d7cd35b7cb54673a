package dev.ionosphere.workflows.machine.policy;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How the policy of a document stands to that of the document before it.
 *
 * @param weakens what becomes weaker, in words; empty unless weaker
 */
public record PolicyComparison(Strictness strictness, List<String> weakens) {

  public PolicyComparison {
    weakens = List.copyOf(weakens);
  }

  /**
   * @param fields the policy fields of a node
   */
  public static PolicyComparison of(
      IonGraph before, IonGraph after, Function<Node, List<PolicyField>> fields) {
    if (before.ion().nodes().values().stream().noneMatch(node -> node.ports().guards())) {
      // Nothing guards anything: there is no policy to weaken.
      return new PolicyComparison(Strictness.SAME, List.of());
    }
    Comparer comparer = new Comparer(fields);
    comparer.nodes(before.ion(), after.ion());
    comparer.joins(before, after);
    comparer.ways(before, after);
    comparer.targets(before, after);
    return new PolicyComparison(comparer.strictness, comparer.weakens);
  }

  private static final class Comparer {

    private final Function<Node, List<PolicyField>> fields;
    private final List<String> weakens = new ArrayList<>();
    private Strictness strictness = Strictness.SAME;

    Comparer(Function<Node, List<PolicyField>> fields) {
      this.fields = fields;
    }

    /** A node that is gone or came is a matter of ways; one that stays, of its fields. */
    void nodes(Ion before, Ion after) {
      for (Node old : before.nodes().values()) {
        Node now = after.nodes().get(old.name());
        if (now == null) {
          continue;
        }
        if (!now.kind().equals(old.kind())) {
          weaker(old.name() + " is " + now.kind() + " instead of " + old.kind());
          continue;
        }
        fields(old.name(), byName(old), byName(now));
      }
    }

    private Map<String, PolicyField> byName(Node node) {
      Map<String, PolicyField> named = new LinkedHashMap<>();
      fields.apply(node).forEach(field -> named.put(field.name(), field));
      return named;
    }

    /** Where a model waits for those of others, it must wait for as many. */
    void joins(IonGraph before, IonGraph after) {
      before
          .ion()
          .joins()
          .forEach((node, old) -> {
            int needed = old.need().of(before.into(node).size());
            if (old.match() == Join.Match.LATEST
                && needed > 1
                && after.ion().nodes().containsKey(node)) {
              Join now = after.ion().joins().get(node);
              int need = now == null ? 1 : now.need().of(after.into(node).size());
              if (need < needed) {
                weaker(
                    "%s waits for %d models together; before, it waited for %d"
                        .formatted(node, need, needed));
              }
            }
          });
    }

    /** Another target must be as strict as one that there was. */
    void targets(IonGraph before, IonGraph after) {
      List<Node> old =
          before.ion().nodes().values().stream()
              .filter(node -> before.targets().contains(node.name()))
              .toList();
      for (Node now : after.ion().nodes().values()) {
        String target = now.name();
        if (after.targets().contains(target)
            && !before.ion().nodes().containsKey(target)
            && !old.isEmpty()
            && old.stream().noneMatch(node -> isAsStrict(node, now))) {
          weaker(
              "%s is new and not provably as strict as %s"
                  .formatted(target, String.join(" or ", before.targets())));
        }
      }
    }

    private boolean isAsStrict(Node old, Node now) {
      Comparer alone = new Comparer(fields);
      alone.fields(now.name(), byName(old), byName(now));
      return alone.strictness != Strictness.WEAKER;
    }

    private void fields(
        String node, Map<String, PolicyField> before, Map<String, PolicyField> after) {
      before.forEach((name, old) -> {
        PolicyField now = after.get(name);
        String what = node + "." + name + ": " + old.value();
        if (now != null) {
          note(now.against(old), what + " -> " + now.value());
        } else {
          note(old.grant() ? Strictness.STRICTER : Strictness.WEAKER, what + " is removed");
        }
      });
      after.forEach((name, now) -> {
        if (!before.containsKey(name)) {
          note(
              now.grant() ? Strictness.WEAKER : Strictness.STRICTER,
              node + "." + name + ": " + now.value() + " is added");
        }
      });
    }

    /** Every way to a target must pass all guards of a way that there was before. */
    void ways(IonGraph before, IonGraph after) {
      GuardSets old = new GuardSets(before);
      GuardSets now = new GuardSets(after);
      for (String target : after.targets()) {
        Optional<Set<Set<String>>> ways = now.into(target);
        List<String> measures =
            before.targets().contains(target) && !before.into(target).isEmpty()
                ? List.of(target)
                : before.targets();
        for (String measure : measures) {
          Optional<Set<Set<String>>> past = old.into(measure);
          if (ways.isEmpty() || past.isEmpty()) {
            weaker("the ways to " + target + " cannot be compared");
            continue;
          }
          for (Set<String> way : ways.get()) {
            if (past.get().stream().noneMatch(way::containsAll)) {
              weaker(
                  "a model can come to %s past %s; before, it had to pass %s"
                      .formatted(target, names(way), alternatives(past.get())));
            }
          }
        }
      }
    }

    private static String names(Set<String> guards) {
      return guards.isEmpty() ? "nobody" : String.join(" and ", guards);
    }

    private static String alternatives(Set<Set<String>> ways) {
      return String.join(", or ", ways.stream().map(Comparer::names).toList());
    }

    private void note(Strictness found, String what) {
      switch (found) {
        case SAME -> {}
        case STRICTER -> strictness = strictness.and(found);
        case WEAKER -> weaker(what);
      }
    }

    private void weaker(String what) {
      strictness = Strictness.WEAKER;
      weakens.add(what);
    }
  }
}
