package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param keys that the hub's tickets may be signed with
 * @param pending a document that waits for people
 */
public record PolicyState(List<TicketKey> keys, @Nullable PendingChange pending) {

  public PolicyState {
    keys = List.copyOf(keys);
  }
}
