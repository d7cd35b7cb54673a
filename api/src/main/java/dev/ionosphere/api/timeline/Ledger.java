package dev.ionosphere.api.timeline;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/**
 * Appends to the timelines: what is not there yet, in order, with all views, or nothing at all. The
 * same key with other content is a conflict, kept as evidence. Appends that come at the same time
 * share a commit.
 */
@Singleton
public final class Ledger {

  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Conflicts conflicts;
  private final CheckpointWriter checkpoints;
  private final GroupCommit commits;

  Ledger(
      LedgerWriter writer,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Conflicts conflicts,
      CheckpointWriter checkpoints) {
    this.transactions = transactions;
    this.changes = changes;
    this.conflicts = conflicts;
    this.checkpoints = checkpoints;
    commits = new GroupCommit(writer::commit);
  }

  /** Returns when it is committed. Not for the inside of a transaction: it has its own. */
  public ChainHead append(TimelineBatch whole) {
    DraftBatch batch = ColumnLimits.batch(whole);
    return switch (commits.append(batch)) {
      case Outcome.Appended appended -> appended(batch, appended);
      case Outcome.Refused refused -> {
        // Apart: nothing of the batch is kept, but this is.
        transactions.executeWrite(status -> conflicts.keep(batch, refused));
        throw new HubException(ErrorCode.CONFLICT, refused.message());
      }
      case Outcome.Failed failed -> throw failed.why();
    };
  }

  private ChainHead appended(DraftBatch batch, Outcome.Appended appended) {
    ChainHead head = appended.head();
    List<TimelineRecord> records = appended.records();
    records.forEach(this::publish);
    if (!records.isEmpty()) {
      checkpoints.appended(
          records.getFirst().sequence() - 1,
          new ChainTip(batch.ion(), head.sequence(), head.hash()),
          batch.ends());
    }
    return head;
  }

  private void publish(TimelineRecord record) {
    changes.publish(
        new Change(
            record.kind(),
            record.ion(),
            record.node(),
            record.subject(),
            record.sequence(),
            record.occurredAt()));
  }
}
