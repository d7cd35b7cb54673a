package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.Retelling;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Commits a group of batches with all views of them, in one transaction. */
@Singleton
final class LedgerWriter {

  private final List<Projection> projections;
  private final TransactionOperations<Connection> transactions;

  LedgerWriter(List<Projection> projections, TransactionOperations<Connection> transactions) {
    this.projections = List.copyOf(projections);
    this.transactions = transactions;
  }

  /** An outcome for each batch. If the transaction fails, so do all. */
  List<Outcome> commit(List<DraftBatch> group) {
    boolean[] begun = new boolean[1];
    try {
      return transactions.executeWrite(status -> {
        begun[0] = true;
        return write(new LedgerTables(status.getConnection()), group);
      });
    } catch (RuntimeException e) {
      Outcome failed = new Outcome.Failed(e, begun[0]);
      return group.stream().map(batch -> failed).toList();
    }
  }

  private List<Outcome> write(LedgerTables tables, List<DraftBatch> group) {
    Set<String> ions = new TreeSet<>();
    Set<String> keys = new LinkedHashSet<>();
    for (DraftBatch batch : group) {
      ions.add(batch.ion());
      batch.drafts().forEach(draft -> keys.add(draft.key()));
    }
    try {
      Map<String, ChainTip> tips = tables.lock(ions);
      LostRecords lost = LostRecords.of(group, tips, tables);
      keys.addAll(lost.keys());
      Group found = new Group(tips, tables.known(ions, keys), lost);
      List<Outcome> outcomes = group.stream().map(found::add).toList();
      tables.insert(found.records);
      for (int i = 0; i < found.records.size(); i++) {
        TimelineRecord record = found.records.get(i);
        TimelineEvent event = found.events.get(i);
        projections.forEach(projection -> projection.apply(record, event));
      }
      tables.move(found.moved.values());
      return outcomes;
    } catch (SQLException e) {
      throw new DataAccessException("cannot append to ledgers of " + ions, e);
    }
  }

  /** What a transaction has so far. */
  private static final class Group {

    private final ChainHash chain = new ChainHash();
    private final Map<String, ChainTip> tips;
    private final Map<LedgerTables.Key, TimelineRecord> known;
    private final LostRecords lost;
    private final List<TimelineRecord> records = new ArrayList<>();
    private final List<TimelineEvent> events = new ArrayList<>();
    private final Map<String, ChainTip> moved = new HashMap<>();

    Group(
        Map<String, ChainTip> tips, Map<LedgerTables.Key, TimelineRecord> known, LostRecords lost) {
      this.tips = tips;
      this.known = known;
      this.lost = lost;
    }

    /** Takes what is new of the batch; nothing of it if it is refused. */
    Outcome add(DraftBatch batch) {
      ChainTip tip = Objects.requireNonNull(tips.get(batch.ion()), "chain tip");
      Map<LedgerTables.Key, TimelineRecord> own = new HashMap<>();
      List<TimelineRecord> appended = new ArrayList<>();
      List<TimelineEvent> told = new ArrayList<>();
      for (Draft draft : drafts(batch, tip)) {
        LedgerTables.Key key = new LedgerTables.Key(batch.ion(), draft.key());
        TimelineRecord before = known.get(key);
        TimelineRecord same = before == null ? own.get(key) : before;
        if (same == null) {
          TimelineRecord record = batch.record(draft, tip, chain);
          own.put(key, record);
          appended.add(record);
          told.add(draft.event());
          tip = new ChainTip(batch.ion(), record.sequence(), record.hash());
        } else if (!same(same, draft)) {
          return Outcome.Refused.of(
              same, before == null ? 0 : before.sequence(), batch.record(draft, tip, chain));
        }
      }
      if (!appended.isEmpty()) {
        known.putAll(own);
        records.addAll(appended);
        events.addAll(told);
        tips.put(batch.ion(), tip);
        moved.put(batch.ion(), tip);
      }
      return new Outcome.Appended(new ChainHead(tip.sequence(), tip.hash()), appended);
    }

    /** Those of the batch, after a loss that it shows and that no record tells of yet. */
    private List<Draft> drafts(DraftBatch batch, ChainTip tip) {
      return lost.shownBy(batch, tip)
          .filter(loss -> !known.containsKey(new LedgerTables.Key(batch.ion(), loss.key())))
          .map(loss -> Stream.concat(Stream.of(loss), batch.drafts().stream()).toList())
          .orElse(batch.drafts());
    }

    /** Whether both tell the same; when, and by which run of the workflow, does not matter. */
    private static boolean same(TimelineRecord one, Draft other) {
      return one.kind().equals(other.kind())
          && one.actor().equals(other.actor())
          && Objects.equals(one.node(), other.node())
          && Objects.equals(one.cause(), other.cause())
          && Retelling.isSame(one.data(), other.data());
    }
  }
}
