package dev.ionosphere.workflows.machine.token;

import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.workflows.machine.token.Arrival.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    boolean newerWaits = false;
    for (Token slot : slots) {
      newerWaits |= slot.lineage().isNewerThan(lineage);
    }
    if (newerWaits || lineage.number() <= closed.getOrDefault(lineage.origin(), 0L)) {
      return new Arrival(slots, List.of(), new Outcome.Late());
    }
    List<Token> waiting = new ArrayList<>();
    List<Token> replaced = new ArrayList<>();
    List<Token> group = new ArrayList<>();
    for (Token slot : slots) {
      boolean sameGroup = slot.lineage().equals(lineage);
      if (sameGroup && slot.edge().equals(token.edge()) || lineage.isNewerThan(slot.lineage())) {
        replaced.add(slot);
      } else {
        waiting.add(slot);
        if (sameGroup) {
          group.add(slot);
        }
      }
    }
    waiting.add(token);
    group.add(token);
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
    List<Token> models = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (String edge : edges) {
      Token came = onEdge(group, edge);
      if (came != null && came.payload() instanceof Payload.Model) {
        models.add(came);
        continue;
      }
      missing.add(edge);
      if (came != null && came.payload() instanceof Payload.Refusal refusal) {
        refusals.add(came.from() + " " + refusal.reason());
      }
    }
    int possible = edges.size() - refusals.size();
    if (models.size() < need && possible >= need) {
      return new Arrival(waiting, replaced, new Outcome.Waits());
    }
    waiting.removeAll(group);
    Outcome outcome =
        models.size() >= need
            ? new Outcome.Fires(models, missing)
            : new Outcome.Fails(possible, need, String.join("; ", refusals));
    return new Arrival(waiting, replaced, outcome);
  }

  private static @Nullable Token onEdge(List<Token> group, String edge) {
    for (Token token : group) {
      if (token.edge().equals(edge)) {
        return token;
      }
    }
    return null;
  }
}
