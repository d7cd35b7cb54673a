package dev.ionosphere.workflows.ion;

import org.jspecify.annotations.Nullable;

/**
 * Everything an ION knows: the only argument of its workflow, carried through continue-as-new.
 *
 * @param document canonical JSON of the ION
 * @param ticketKey public Ed25519 key that decision tickets are verified with, X.509, base64
 */
public record IonState(
    int schemaVersion,
    String name,
    String document,
    long generation,
    String launchedBy,
    String ticketKey,
    @Nullable String trace) {

  /** The state a new ION starts from. */
  public static IonState launch(
      String name,
      String document,
      long generation,
      String actor,
      String ticketKey,
      @Nullable String trace) {
    return new IonState(1, name, document, generation, actor, ticketKey, trace);
  }
}
