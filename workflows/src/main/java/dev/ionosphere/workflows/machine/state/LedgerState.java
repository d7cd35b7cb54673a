package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param outbox records that have not reached the ledger
 * @param chain the ledger's head as the hub last told it
 */
public record LedgerState(List<TimelineEntry> outbox, @Nullable ChainHead chain) {

  public static final LedgerState EMPTY = new LedgerState(List.of(), null);

  public LedgerState {
    outbox = List.copyOf(outbox);
  }
}
