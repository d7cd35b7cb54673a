package dev.ionosphere.api.timeline;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appends to the timelines: what is not there yet, in order, with all views, or nothing at all. */
@Singleton
public final class Ledger {

  private static final int EVIDENCE = 80;

  private final TimelineRecords records;
  private final ChainTips tips;
  private final List<Projection> projections;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;

  Ledger(
      TimelineRecords records,
      ChainTips tips,
      List<Projection> projections,
      TransactionOperations<Connection> transactions,
      Changes changes) {
    this.records = records;
    this.tips = tips;
    this.projections = List.copyOf(projections);
    this.transactions = transactions;
    this.changes = changes;
  }

  public ChainHead append(TimelineBatch whole) {
    TimelineBatch batch = ColumnLimits.batch(whole);
    List<TimelineRecord> appended = new ArrayList<>();
    ChainHead head =
        Objects.requireNonNull(
            transactions.executeWrite(status -> append(batch, appended)), "chain head");
    appended.forEach(this::publish);
    return head;
  }

  private ChainHead append(TimelineBatch batch, List<TimelineRecord> appended) {
    tips.open(batch.ion(), Chain.START);
    ChainTip tip = tips.lock(batch.ion()).orElseThrow();
    for (TimelineEntry entry : batch.entries()) {
      if (records.findByIonAndEntryKey(batch.ion(), entry.key()).isPresent()) {
        continue;
      }
      TimelineRecord record = record(batch, entry, tip);
      records.save(record);
      Facts facts = Facts.of(record.data());
      projections.forEach(projection -> projection.apply(record, facts));
      appended.add(record);
      tip = new ChainTip(batch.ion(), record.sequence(), record.hash());
    }
    if (!appended.isEmpty()) {
      tips.update(tip);
    }
    return new ChainHead(tip.sequence(), tip.hash());
  }

  private TimelineRecord record(TimelineBatch batch, TimelineEntry entry, ChainTip tip) {
    String data = Json.canonical(entry.data());
    TimelineRecord record =
        new TimelineRecord(
            null,
            batch.ion(),
            tip.sequence() + 1,
            entry.key(),
            // What the database can hold; the hash is over what is read back.
            entry.time().truncatedTo(ChronoUnit.MICROS),
            entry.kind(),
            entry.actor(),
            entry.subject(),
            entry.node(),
            cause(batch.ion(), entry.cause()),
            Facts.of(data).optional("evidence", EVIDENCE),
            data,
            batch.workflow(),
            batch.workflowRun(),
            tip.hash(),
            "");
    return hashed(record);
  }

  private @Nullable Long cause(String ion, @Nullable String key) {
    return Optional.ofNullable(key)
        .flatMap(cause -> records.findByIonAndEntryKey(ion, cause))
        .map(TimelineRecord::sequence)
        .orElse(null);
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
