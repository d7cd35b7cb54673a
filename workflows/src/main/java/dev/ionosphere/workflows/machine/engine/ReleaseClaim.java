package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.approval.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an ION says of a model that it released: that it passed these guards. Only the tickets are
 * believed; they come from whoever issued them.
 *
 * @param node that it was released to
 * @param model digest
 * @param origin node that made it
 * @param passed ids of approvals and judgements of gates, {@code <ion>.<node>.<n>}
 * @param votes on approvals, by their id
 */
public record ReleaseClaim(
    String node, String model, String origin, List<String> passed, Map<String, Votes> votes) {

  public ReleaseClaim {
    passed = List.copyOf(passed);
    votes = Map.copyOf(votes);
  }

  /**
   * What people were asked, and the tickets they answered with.
   *
   * @param subject digest that the tickets bind to
   * @param evidence digest of what they were shown
   * @param requesters who asked for the model: {@code person:<name>}, {@code schedule} or an event
   * @param cast oldest first
   */
  public record Votes(
      String subject, String evidence, Instant openedAt, Set<String> requesters, List<Cast> cast) {

    public Votes {
      requesters = Set.copyOf(requesters);
      cast = List.copyOf(cast);
    }
  }

  /** A ticket, and when it was issued. */
  public record Cast(Ticket ticket, Instant at) {}

  /** What was passed at a node; where models came together, those of the others too. */
  List<String> passedAt(String guard) {
    return passed.stream().filter(id -> node(id).equals(guard)).toList();
  }

  /** The node in the middle of {@code <ion>.<node>.<n>}. */
  private static String node(String id) {
    int first = id.indexOf('.');
    int last = id.lastIndexOf('.');
    return first < 0 || last <= first ? "" : id.substring(first + 1, last);
  }
}
