package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbox: what waits, and what was decided lately.
 *
 * @param older the last one here, if there may be older ones
 */
public record ApprovalsPage(List<Waiting> waiting, List<Approval> closed, @Nullable String older) {
  public ApprovalsPage {
    waiting = List.copyOf(waiting);
    closed = List.copyOf(closed);
  }
}
