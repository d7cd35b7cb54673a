package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that workflows were told of and that their ledgers do not have any more. The workflow
 * that goes on is the only witness: its next batch names a newer record, so the loss is chained
 * before that batch and stays in the ledger.
 */
final class LostRecords {

  private static final LostRecords NONE = new LostRecords(Set.of());

  /** The newest record that a workflow knows, of each ledger that does not have it. */
  private final Set<ChainTip> heads;

  private LostRecords(Set<ChainTip> heads) {
    this.heads = heads;
  }

  /** Looks up nothing if every batch knows the newest record, as almost always. */
  static LostRecords of(
      Collection<DraftBatch> group, Map<String, ChainTip> tips, LedgerTables tables)
      throws SQLException {
    Set<ChainTip> heads = new HashSet<>();
    for (DraftBatch batch : group) {
      ChainTip head = head(batch);
      if (head != null && !head.equals(tips.get(batch.ion()))) {
        heads.add(head);
      }
    }
    if (heads.isEmpty()) {
      return NONE;
    }
    heads.removeAll(tables.records(heads));
    return new LostRecords(heads);
  }

  /** Keys of the records that tell of the losses. */
  List<String> keys() {
    return heads.stream().map(LostRecords::key).toList();
  }

  /** What tells of the loss that the batch shows, if it shows one. */
  Optional<Draft> shownBy(DraftBatch batch, ChainTip tip) {
    ChainTip head = head(batch);
    if (head == null || !heads.contains(head)) {
      return Optional.empty();
    }
    return Optional.of(
        ColumnLimits.draft(
            new TimelineEntry(
                key(head),
                batch.drafts().getFirst().occurredAt(),
                Actor.SYSTEM,
                null,
                null,
                new LifecycleEvent.RecordsLost(
                    batch.ion(), tip.sequence(), head.sequence(), head.hash()))));
  }

  private static @Nullable ChainTip head(DraftBatch batch) {
    return batch.known() == null || batch.drafts().isEmpty()
        ? null
        : new ChainTip(batch.ion(), batch.known().sequence(), batch.known().hash());
  }

  private static String key(ChainTip head) {
    return "records-lost:" + head.sequence() + ":" + head.hash();
  }
}
