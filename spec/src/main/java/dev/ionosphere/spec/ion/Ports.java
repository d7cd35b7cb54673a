package dev.ionosphere.spec.ion;

import java.util.Set;

/**
 * What edges may lead into a node and out of it. Who checks or walks a graph asks this, never what
 * kind a node is.
 *
 * @param takesModels whether model edges may lead into it
 * @param models what leaves it along model edges
 * @param guards whether a model passes it only if somebody or something lets it
 * @param starts whether an event can start it
 * @param sees events that it can tell of
 */
public record Ports(
    boolean takesModels, Models models, boolean guards, boolean starts, Set<EventName> sees) {

  public Ports {
    sees = Set.copyOf(sees);
  }

  /** What leaves a node along model edges. */
  public enum Models {
    /** Nothing: models end here. */
    NONE,
    /** Models that it made: a candidate begins here. */
    MADE,
    /** Models that came to it. */
    PASSED
  }
}
