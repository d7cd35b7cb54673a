package dev.ionosphere.spec.ion;

import java.time.Duration;

/** A directed connection between two nodes, named as in {@link Ion#nodes}. */
public sealed interface Edge {

  String from();

  String to();

  /** A candidate or release travels along it. */
  record Model(String from, String to) implements Edge {

    /** Such as {@code retrain->review}. */
    public String key() {
      return from + "->" + to;
    }
  }

  /**
   * Something seen at {@code from} starts a run at {@code to}.
   *
   * @param cooldown no second start along this edge within it
   */
  record Event(String from, String to, EventName on, Duration cooldown) implements Edge {

    /** Such as {@code detect->retrain:drift}. */
    public String key() {
      return from + "->" + to + ":" + on.text();
    }
  }
}
