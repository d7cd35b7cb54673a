package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inbox: what waits, and what was decided lately.
 *
 * @param deputyFor in whose place the person looking may decide, by approval
 * @param older the last one here, if there may be older ones
 */
public record ApprovalsPage(
    List<Approval> waiting,
    Map<String, List<String>> deputyFor,
    List<Approval> closed,
    @Nullable String older) {
  public ApprovalsPage {
    waiting = List.copyOf(waiting);
    deputyFor = Map.copyOf(deputyFor);
    closed = List.copyOf(closed);
  }
}
