package dev.ionosphere.api.dashboard.timeline;

import dev.ionosphere.api.timeline.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of an ION, newest first.
 *
 * @param kinds that can be filtered for
 * @param nodes that can be filtered for
 * @param kind chosen, empty for all
 * @param node chosen, empty for all
 * @param older sequence that the next, older page starts below, null on the last
 * @param verification null where the ledger is too long to check with every look
 */
public record TimelinePage(
    String ion,
    List<EventLine> events,
    List<String> kinds,
    List<String> nodes,
    String kind,
    String node,
    @Nullable Long older,
    @Nullable Verification verification) {
  public TimelinePage {
    events = List.copyOf(events);
    kinds = List.copyOf(kinds);
    nodes = List.copyOf(nodes);
  }

  public boolean filtered() {
    return !kind.isEmpty() || !node.isEmpty();
  }
}
