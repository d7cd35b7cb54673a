package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.TimelineEvent;

/**
 * A domain's view of the ledger, kept in the transaction that appends. A record comes once, in
 * order within its ION.
 */
public interface Projection {

  void apply(TimelineRecord record, TimelineEvent event);
}
