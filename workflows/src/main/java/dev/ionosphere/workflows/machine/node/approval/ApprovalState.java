package dev.ionosphere.workflows.machine.node.approval;

import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param closed the newest closed approvals and how they were closed
 */
public record ApprovalState(@Nullable OpenApproval open, Map<String, String> closed, long laps)
    implements NodeState {

  private static final int REMEMBERED = 20;
  static final ApprovalState NEW = new ApprovalState(null, Map.of(), 0);

  public ApprovalState {
    closed = OrderedMap.copyOf(closed);
  }

  @Override
  public Optional<String> occupiedBy(String origin) {
    return Optional.ofNullable(open)
        .filter(waiting -> waiting.batch().lineage().origin().equals(origin))
        .map(waiting -> "waiting for approval " + waiting.approval());
  }

  ApprovalState waiting(OpenApproval approval) {
    return new ApprovalState(approval, closed, laps);
  }

  ApprovalState closed(String approval, String how, int lap) {
    Map<String, String> known = new LinkedHashMap<>(closed);
    known.put(approval, how);
    while (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return new ApprovalState(null, known, laps + lap);
  }
}
