package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has been done, so that it is not done twice.
 *
 * @param receipts of commands by their id, kept by age
 * @param seen ids of the newest signals
 * @param usedTickets ids of tickets that counted, until they expire
 */
public record Dedup(
    Map<String, Kept> receipts, List<String> seen, Map<String, Instant> usedTickets) {

  public static final Dedup NONE = new Dedup(Map.of(), List.of(), Map.of());

  /**
   * @param until it may be forgotten then
   */
  public record Kept(boolean done, String message, Instant until) {}

  public Dedup {
    receipts = OrderedMap.copyOf(receipts);
    seen = List.copyOf(seen);
    usedTickets = OrderedMap.copyOf(usedTickets);
  }
}
