package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Join.Match;
import dev.ionosphere.spec.ion.Join.Need;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How model edges come together: what is written, held against the edges that there are. */
final class Joins {

  private final Map<String, Node> nodes;
  private final Map<String, Position> declared;
  private final Findings findings;

  /** Where the model edges into a node come from, in document order. */
  private final Map<String, Set<String>> sources = new LinkedHashMap<>();

  /**
   * @param nodes those whose kind is known
   * @param declared where each node is written
   */
  Joins(
      Map<String, Node> nodes,
      Map<String, Position> declared,
      List<Edge> edges,
      Findings findings) {
    this.nodes = nodes;
    this.declared = declared;
    this.findings = findings;
    for (Edge edge : edges) {
      if (edge instanceof Edge.Model(String from, String to) && !givesNone(from)) {
        sources.computeIfAbsent(to, name -> new LinkedHashSet<>()).add(from);
      }
    }
  }

  /**
   * The join of each node that several model edges lead into. A stored document of the time before
   * joins has none; its branches went on by themselves.
   *
   * @param complete whether all edges could be read; if not, that there are too few says nothing
   */
  Map<String, Join> of(Map<String, JoinReader.Placed> written, boolean complete) {
    Map<String, Join> joins = new LinkedHashMap<>();
    for (Map.Entry<String, Position> node : declared.entrySet()) {
      String name = node.getKey();
      Set<String> from = sources.getOrDefault(name, Set.of());
      JoinReader.Placed join = written.get(name);
      if (from.size() < 2) {
        if (join != null && complete) {
          tooFew(name, from.size(), join);
        }
      } else if (join == null) {
        missing(name, from, node.getValue());
        joins.put(name, new Join(new Need.Any(), usual(from)));
      } else {
        joins.put(name, checked(from, join));
      }
    }
    return joins;
  }

  /** That has a finding of its own. */
  private boolean givesNone(String name) {
    return nodes.containsKey(name) && nodes.get(name).ports().models() == Ports.Models.NONE;
  }

  private void tooFew(String name, int edges, JoinReader.Placed join) {
    findings.error(
        join.keyAt(),
        join.path(),
        "a join needs two or more model edges, and %s into '%s'; allowed: no join"
            .formatted(edges == 0 ? "none leads" : "one leads", Quoted.bare(name)));
  }

  private void missing(String name, Set<String> from, Position at) {
    if (!nodes.containsKey(name) || !nodes.get(name).ports().takesModels()) {
      return; // That has a finding already.
    }
    findings.error(
        at,
        "spec.nodes." + name,
        "%d model edges lead into '%s', from %s, and it does not say how they come together; allowed: join: any, join: all or join: {atLeast: 2}"
            .formatted(from.size(), Quoted.bare(name), Quoted.bare(String.join(", ", from))));
  }

  private Join checked(Set<String> from, JoinReader.Placed join) {
    Match match = join.match().orElseGet(() -> usual(from));
    if (join.need() instanceof Need.AtLeast(int count) && join.sure()) {
      if (count > from.size()) {
        findings.refused(
            join.at(),
            join.path(),
            "atLeast: " + count,
            "at most %d, as many as there are model edges".formatted(from.size()));
      }
      if (match == Match.LATEST) {
        findings.error(
            join.at(),
            join.path(),
            "atLeast counts branches of one candidate, and %s; allowed: all with match: latest"
                .formatted(
                    join.match().isPresent()
                        ? "match: latest takes independent ones"
                        : "no node makes models for all of " + String.join(", ", from)));
      }
    }
    if (join.match().filter(Match.LINEAGE::equals).isPresent()
        && usual(from) == Match.LATEST
        && !(join.need() instanceof Need.Any)) {
      findings.error(
          join.at(),
          join.path(),
          "match: lineage waits for branches of one candidate, and no node makes models for all of %s; allowed: match: latest"
              .formatted(Quoted.bare(String.join(", ", from))));
    }
    return new Join(join.need(), match);
  }

  /** LINEAGE if one node can have made what comes along every edge. */
  private Match usual(Set<String> from) {
    Set<String> common = new HashSet<>(declared.keySet());
    for (String branch : from) {
      common.retainAll(makers(branch));
    }
    return common.isEmpty() ? Match.LATEST : Match.LINEAGE;
  }

  /** The nodes whose models can come to a node or begin at it. */
  private Set<String> makers(String node) {
    Set<String> makers = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(node));
    while (!next.isEmpty()) {
      String name = next.remove();
      if (!seen.add(name)) {
        continue;
      }
      // A node of unknown kind might make models; it has its own finding.
      if (!nodes.containsKey(name) || nodes.get(name).ports().models() == Ports.Models.MADE) {
        makers.add(name);
      }
      next.addAll(sources.getOrDefault(name, Set.of()));
    }
    return makers;
  }
}
