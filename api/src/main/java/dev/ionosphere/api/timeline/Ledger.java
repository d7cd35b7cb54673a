package dev.ionosphere.api.timeline;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Appends to the timelines: what is not there yet, in order, with all views, or nothing at all. The
 * same key with other content is a conflict, kept as evidence.
 */
@Singleton
public final class Ledger {

  private static final int EVIDENCE = 80;

  private final TimelineRecords records;
  private final ChainTips tips;
  private final List<Projection> projections;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Conflicts conflicts;
  private final CheckpointWriter checkpoints;

  Ledger(
      TimelineRecords records,
      ChainTips tips,
      List<Projection> projections,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Conflicts conflicts,
      CheckpointWriter checkpoints) {
    this.records = records;
    this.tips = tips;
    this.projections = List.copyOf(projections);
    this.transactions = transactions;
    this.changes = changes;
    this.conflicts = conflicts;
    this.checkpoints = checkpoints;
  }

  public ChainHead append(TimelineBatch whole) {
    TimelineBatch batch = ColumnLimits.batch(whole);
    List<TimelineRecord> appended = new ArrayList<>();
    try {
      ChainHead head =
          Objects.requireNonNull(
              transactions.executeWrite(status -> append(batch, appended)), "chain head");
      appended.forEach(this::publish);
      if (!appended.isEmpty()) {
        checkpoints.appended(
            appended.getFirst().sequence() - 1,
            new ChainTip(batch.ion(), head.sequence(), head.hash()),
            batch.entries().stream().anyMatch(Ledger::ends));
      }
      return head;
    } catch (ConflictException conflict) {
      // Apart: nothing of the batch is kept, but this is.
      transactions.executeWrite(status -> conflicts.keep(batch, conflict));
      throw new HubException(ErrorCode.CONFLICT, String.valueOf(conflict.getMessage()));
    }
  }

  private static boolean ends(TimelineEntry entry) {
    return entry.event() instanceof LifecycleEvent.IonStopped;
  }

  private ChainHead append(TimelineBatch batch, List<TimelineRecord> appended) {
    tips.open(batch.ion(), Chain.START);
    ChainTip tip = tips.lock(batch.ion()).orElseThrow();
    Map<String, TimelineRecord> known = known(batch);
    List<TimelineEntry> entries = new ArrayList<>();
    for (TimelineEntry entry : batch.entries()) {
      TimelineRecord record = record(batch, entry, tip);
      TimelineRecord before = known.putIfAbsent(entry.key(), record);
      if (before == null) {
        appended.add(record);
        entries.add(entry);
        tip = new ChainTip(batch.ion(), record.sequence(), record.hash());
      } else if (!same(before, record)) {
        throw new ConflictException(before, record);
      }
    }
    records.saveAll(appended);
    for (int i = 0; i < appended.size(); i++) {
      TimelineRecord record = appended.get(i);
      TimelineEvent event = entries.get(i).event();
      projections.forEach(projection -> projection.apply(record, event));
    }
    if (!appended.isEmpty()) {
      tips.update(tip);
    }
    return new ChainHead(tip.sequence(), tip.hash());
  }

  /** What is in the ledger under the keys of the batch. */
  private Map<String, TimelineRecord> known(TimelineBatch batch) {
    Map<String, TimelineRecord> known = new HashMap<>();
    List<String> keys = batch.entries().stream().map(TimelineEntry::key).toList();
    if (!keys.isEmpty()) {
      records
          .findByIonAndEntryKeyIn(batch.ion(), keys)
          .forEach(record -> known.put(record.entryKey(), record));
    }
    return known;
  }

  /** Whether both tell the same; by which run of the workflow does not matter. */
  private static boolean same(TimelineRecord one, TimelineRecord other) {
    return one.kind().equals(other.kind())
        && one.occurredAt().equals(other.occurredAt())
        && one.actor().equals(other.actor())
        && Objects.equals(one.node(), other.node())
        && Objects.equals(one.cause(), other.cause())
        && one.data().equals(other.data());
  }

  private static TimelineRecord record(TimelineBatch batch, TimelineEntry entry, ChainTip tip) {
    Map<String, Object> fields = EntryReader.fields(entry.event());
    TimelineRecord record =
        new TimelineRecord(
            null,
            batch.ion(),
            tip.sequence() + 1,
            entry.key(),
            entry.time(),
            entry.kind(),
            entry.actor().text(),
            ColumnLimits.subject(entry),
            entry.node(),
            entry.cause(),
            fields.get("evidence") instanceof String evidence
                ? Storable.text(evidence, EVIDENCE)
                : null,
            Json.canonical(fields),
            batch.workflow(),
            batch.workflowRun(),
            tip.hash(),
            "");
    return hashed(record);
  }

  private static TimelineRecord hashed(TimelineRecord record) {
    return new TimelineRecord(
        record.id(),
        record.ion(),
        record.sequence(),
        record.entryKey(),
        record.occurredAt(),
        record.kind(),
        record.actor(),
        record.subject(),
        record.node(),
        record.cause(),
        record.evidence(),
        record.data(),
        record.workflow(),
        record.workflowRun(),
        record.previous(),
        Chain.hash(record));
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
