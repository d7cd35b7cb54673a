package dev.ionosphere.workflows.machine.policy;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which guards a candidate has passed, at the least, when it comes to a node: one set for each way
 * there can be, joins counted.
 */
public final class GuardSets {

  /** More ways than this are not compared. */
  private static final int MOST = 512;

  private final IonGraph graph;
  private final Predicate<String> origins;
  private final Map<String, Optional<Set<Set<String>>>> known = new LinkedHashMap<>();

  GuardSets(IonGraph graph) {
    this(graph, origin -> true);
  }

  /**
   * Of candidates that begin at some nodes only.
   *
   * @param origins whether they begin at a node
   */
  public GuardSets(IonGraph graph, Predicate<String> origins) {
    this.graph = graph;
    this.origins = origins;
  }

  /** Empty: there are too many ways, or they go round. */
  public Optional<Set<Set<String>>> into(String node) {
    Optional<Set<Set<String>>> found = known.get(node);
    if (found == null) {
      // A node that is met again while it is worked out lies on a circle.
      known.put(node, Optional.empty());
      found = compute(node);
      known.put(node, found);
    }
    return found;
  }

  private Optional<Set<Set<String>>> compute(String node) {
    List<Set<Set<String>>> branches = new ArrayList<>();
    for (Edge.Model edge : graph.into(node)) {
      Optional<Set<Set<String>>> branch = leaving(edge.from());
      if (branch.isEmpty()) {
        return Optional.empty();
      }
      branches.add(branch.get());
    }
    Join join = graph.ion().joins().get(node);
    // Branches of different candidates vouch for none but their own.
    int need =
        join != null && join.match() == Join.Match.LINEAGE ? join.need().of(branches.size()) : 1;
    return joined(branches, 0, need);
  }

  private Optional<Set<Set<String>>> leaving(String node) {
    Node from = graph.ion().nodes().get(node);
    if (from == null || from.ports().models() == Ports.Models.MADE) {
      return Optional.of(origins.test(node) ? Set.of(Set.of()) : Set.of());
    }
    Optional<Set<Set<String>>> into = into(node);
    if (!from.ports().guards()) {
      return into;
    }
    return into.map(sets -> {
      Set<Set<String>> passed = new LinkedHashSet<>();
      for (Set<String> set : sets) {
        passed.add(with(set, Set.of(node)));
      }
      return passed;
    });
  }

  /** All ways to take {@code need} of the branches from {@code index} on. */
  private static Optional<Set<Set<String>>> joined(
      List<Set<Set<String>>> branches, int index, int need) {
    if (need == 0) {
      return Optional.of(Set.of(Set.of()));
    }
    if (branches.size() - index < need) {
      return Optional.of(Set.of());
    }
    Optional<Set<Set<String>>> rest = joined(branches, index + 1, need - 1);
    Optional<Set<Set<String>>> without = joined(branches, index + 1, need);
    if (rest.isEmpty() || without.isEmpty()) {
      return Optional.empty();
    }
    Set<Set<String>> all = new LinkedHashSet<>(without.get());
    for (Set<String> first : branches.get(index)) {
      for (Set<String> more : rest.get()) {
        all.add(with(first, more));
        if (all.size() > MOST) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(all);
  }

  private static Set<String> with(Set<String> one, Set<String> other) {
    Set<String> union = new TreeSet<>(one);
    union.addAll(other);
    return Collections.unmodifiableSet(union);
  }
}
