package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people are asked at a node, and what they were asked last.
 *
 * @param closed the newest closed approvals and how they were closed
 * @param answered how many were decided or expired
 */
public record Asked(@Nullable OpenApproval open, Map<String, String> closed, long answered) {

  private static final int REMEMBERED = 20;
  public static final Asked NOTHING = new Asked(null, Map.of(), 0);

  public Asked {
    closed = OrderedMap.copyOf(closed);
  }

  /** Why another candidate of the same origin would be in the way. */
  public Optional<String> occupiedBy(String origin) {
    return Optional.ofNullable(open)
        .filter(waiting -> waiting.batch().lineage().origin().equals(origin))
        .map(waiting -> "waiting for approval " + waiting.approval());
  }

  Asked waiting(OpenApproval approval) {
    return new Asked(approval, closed, answered);
  }

  Asked answered(String approval, String how) {
    return closed(approval, how, 1);
  }

  Asked voided(String approval, String how) {
    return closed(approval, how, 0);
  }

  private Asked closed(String approval, String how, int more) {
    Map<String, String> known = new LinkedHashMap<>(closed);
    known.put(approval, how);
    while (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return new Asked(null, known, answered + more);
  }
}
