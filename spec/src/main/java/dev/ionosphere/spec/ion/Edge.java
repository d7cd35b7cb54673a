package dev.ionosphere.spec.ion;

import java.time.Duration;

/** A directed connection between two nodes, named as in {@link Ion#nodes}. */
public sealed interface Edge {

  String from();

  String to();

  /** A candidate or release travels along it. */
  record Model(String from, String to) implements Edge {}

  /**
   * Something seen at {@code from} starts a run at {@code to}.
   *
   * @param on what was seen, {@code drift} today
   * @param cooldown no second start along this edge within it
   */
  record Event(String from, String to, String on, Duration cooldown) implements Edge {}
}
