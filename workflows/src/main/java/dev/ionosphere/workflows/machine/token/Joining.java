package dev.ionosphere.workflows.machine.token;

import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.workflows.machine.token.Arrival.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How branches come together at one node. Pure. One slot for each edge and candidate, at most one
 * token in it; the need counts declared edges, never tokens.
 *
 * @param edges model edges into the node, in document order
 */
public record Joining(Join join, List<String> edges) {

  public Joining {
    edges = List.copyOf(edges);
  }

  /**
   * @param slots what waits at the node
   * @param closed by origin, the number of the newest candidate that was joined or refused here
   */
  public Arrival arrive(List<Token> slots, Map<String, Long> closed, Token token) {
    return switch (join.match()) {
      case LINEAGE -> byLineage(slots, closed, token);
      case LATEST -> byLatest(slots, token);
    };
  }

  private Arrival byLineage(List<Token> slots, Map<String, Long> closed, Token token) {
    Lineage lineage = token.lineage();
    boolean newerWaits = slots.stream().anyMatch(slot -> slot.lineage().isNewerThan(lineage));
    if (newerWaits || lineage.number() <= closed.getOrDefault(lineage.origin(), 0L)) {
      return new Arrival(slots, List.of(), new Outcome.Late());
    }
    List<Token> waiting = new ArrayList<>();
    List<Token> replaced = new ArrayList<>();
    for (Token slot : slots) {
      boolean sameSlot = slot.edge().equals(token.edge()) && slot.lineage().equals(lineage);
      if (sameSlot || lineage.isNewerThan(slot.lineage())) {
        replaced.add(slot);
      } else {
        waiting.add(slot);
      }
    }
    waiting.add(token);
    List<Token> group = waiting.stream().filter(slot -> slot.lineage().equals(lineage)).toList();
    return settled(waiting, replaced, group);
  }

  private Arrival byLatest(List<Token> slots, Token token) {
    List<Token> waiting = new ArrayList<>();
    List<Token> replaced = new ArrayList<>();
    for (Token slot : slots) {
      (slot.edge().equals(token.edge()) ? replaced : waiting).add(slot);
    }
    waiting.add(token);
    return settled(waiting, replaced, waiting);
  }

  private Arrival settled(List<Token> waiting, List<Token> replaced, List<Token> group) {
    int need = join.need().of(edges.size());
    List<Token> came = inOrder(group);
    List<Token> models =
        came.stream().filter(token -> token.payload() instanceof Payload.Model).toList();
    int refused = came.size() - models.size();
    if (models.size() >= need) {
      List<String> missing =
          edges.stream()
              .filter(edge -> models.stream().noneMatch(token -> token.edge().equals(edge)))
              .toList();
      return new Arrival(without(waiting, group), replaced, new Outcome.Fires(models, missing));
    }
    if (edges.size() - refused < need) {
      return new Arrival(
          without(waiting, group),
          replaced,
          new Outcome.Fails(edges.size() - refused, need, reason(came)));
    }
    return new Arrival(waiting, replaced, new Outcome.Waits());
  }

  private List<Token> inOrder(List<Token> group) {
    List<Token> ordered = new ArrayList<>();
    for (String edge : edges) {
      group.stream().filter(token -> token.edge().equals(edge)).forEach(ordered::add);
    }
    return ordered;
  }

  private static List<Token> without(List<Token> waiting, List<Token> group) {
    return waiting.stream().filter(token -> !group.contains(token)).toList();
  }

  private static String reason(List<Token> came) {
    List<String> reasons = new ArrayList<>();
    for (Token token : came) {
      if (token.payload() instanceof Payload.Refusal refusal) {
        reasons.add(token.from() + " " + refusal.reason());
      }
    }
    return String.join("; ", reasons);
  }
}
