package dev.ionosphere.workflows.machine.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a token comes from. Along its way none of it shrinks.
 *
 * @param origins nodes that made what it carries
 * @param requesters who asked for it: {@code person:<name>}, {@code schedule} or an event's name
 * @param allowedBy approvals and gates that it has passed, in order
 */
public record Provenance(Set<String> origins, Set<String> requesters, List<String> allowedBy) {

  public Provenance {
    // Sorted: what a workflow iterates over must have the same order in every process.
    origins = Collections.unmodifiableSet(new TreeSet<>(origins));
    requesters = Collections.unmodifiableSet(new TreeSet<>(requesters));
    allowedBy = List.copyOf(allowedBy);
  }

  /** Of something that begins. */
  public static Provenance of(String origin, String requester) {
    return new Provenance(Set.of(origin), Set.of(requester), List.of());
  }

  /** Of what several bring together. */
  public static Provenance merged(Collection<Token> tokens) {
    Set<String> origins = new TreeSet<>();
    Set<String> requesters = new TreeSet<>();
    List<String> allowedBy = new ArrayList<>();
    for (Token token : tokens) {
      origins.addAll(token.provenance().origins());
      requesters.addAll(token.provenance().requesters());
      for (String approval : token.provenance().allowedBy()) {
        if (!allowedBy.contains(approval)) {
          allowedBy.add(approval);
        }
      }
    }
    return new Provenance(origins, requesters, allowedBy);
  }

  /** After a guard let it pass. */
  public Provenance allowedBy(String guard) {
    List<String> passed = new ArrayList<>(allowedBy);
    passed.add(guard);
    return new Provenance(origins, requesters, passed);
  }

  /** At the start of its way again: what it passed no longer counts. */
  public Provenance restarted() {
    return new Provenance(origins, requesters, List.of());
  }
}
