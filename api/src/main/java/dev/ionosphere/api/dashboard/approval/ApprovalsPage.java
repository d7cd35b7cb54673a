package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import java.util.List;

/** The inbox: what waits, and what was decided lately. */
public record ApprovalsPage(List<Approval> waiting, List<Approval> closed) {
  public ApprovalsPage {
    waiting = List.copyOf(waiting);
    closed = List.copyOf(closed);
  }
}
