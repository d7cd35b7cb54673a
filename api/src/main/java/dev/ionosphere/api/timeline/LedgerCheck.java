package dev.ionosphere.api.timeline;

import dev.ionosphere.api.timeline.Verification.Lost;
import dev.ionosphere.api.timeline.Verification.Unexplained;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a ledger record by record, wherever it comes from: hashes, order, gaps, signed
 * checkpoints, and whether the ION started what is told.
 */
final class LedgerCheck {

  private static final String LOST = EventKinds.name(LifecycleEvent.RecordsLost.class);
  private static final int MOST_LOST = 100;

  private final String ion;
  private final WorkStarted work;
  private final List<Lost> lost = new ArrayList<>();
  private final ChainHash chain = new ChainHash();
  private final TreeMap<Long, Checkpoint> ahead = new TreeMap<>();
  private final boolean whole;
  private long heard = Long.MAX_VALUE;
  private long sequence;
  private String previous;
  private @Nullable Long vouched;
  private @Nullable Long badSequence;
  private String reason = "";

  /**
   * @param checkpoints of the ION, signed or not
   * @param publicKey they should be signed with
   */
  LedgerCheck(String ion, Collection<Checkpoint> checkpoints, String publicKey) {
    this(ion, checkpoints, publicKey, 0, Chain.START);
  }

  /**
   * @param before sequence of the record before the first, which hashes to {@code previous}
   */
  LedgerCheck(
      String ion,
      Collection<Checkpoint> checkpoints,
      String publicKey,
      long before,
      String previous) {
    this.ion = ion;
    work = new WorkStarted(ion);
    whole = before == 0;
    sequence = before;
    this.previous = previous;
    checkpoints.forEach(checkpoint -> add(checkpoint, publicKey));
  }

  /** Keeps it if it is signed and ahead; so those that are kept are no more than the hub made. */
  void add(Checkpoint checkpoint, String publicKey) {
    Checkpoint other = ahead.get(checkpoint.sequence());
    if (other != null && other.isSameAs(checkpoint)) {
      return; // The file and the database have the same.
    }
    boolean signed =
        checkpoint.ion().equals(ion)
            && CheckpointKey.isSigned(publicKey, checkpoint.statement(), checkpoint.signature());
    if (!signed) {
      bad(checkpoint.sequence(), "its checkpoint is not signed with the hub's key");
    } else if (other != null && !other.hash().equals(checkpoint.hash())) {
      bad(checkpoint.sequence(), "two signed checkpoints of it differ");
    } else if (checkpoint.sequence() > sequence) {
      ahead.put(checkpoint.sequence(), checkpoint);
    }
  }

  long sequence() {
    return sequence;
  }

  /** The lowest sequence that there is; what is below the first record is not walked through. */
  void begins(long lowest) {
    if (lowest < 1) {
      bad(lowest, "a ledger begins with record 1");
    }
  }

  /** What later records tell of is not kept: somebody may have made up any number of them. */
  void hearUpTo(long last) {
    heard = last;
  }

  /** Nobody vouches for where the records begin and end. */
  void unsealed(long last) {
    bad(last, "its seal is not signed with the hub's key");
  }

  /** The line that the last record came in. */
  void written(String line, TimelineRecord record) {
    if (!Chain.line(record).equals(line)) {
      bad(record.sequence(), "its line says more than its hash was made of");
    }
  }

  /** Takes the next record. Whether it follows; after one that does not nothing else is checked. */
  boolean accept(TimelineRecord record) {
    Optional<String> wrong = wrong(record);
    if (wrong.isPresent()) {
      bad(sequence + 1, wrong.get());
      return false;
    }
    previous = record.hash();
    sequence = record.sequence();
    Checkpoint checkpoint = ahead.remove(sequence);
    if (checkpoint != null) {
      if (checkpoint.hash().equals(previous)) {
        vouched = sequence;
      } else {
        bad(sequence, "the checkpoint signed at " + checkpoint.signedAt() + " has another one");
      }
    }
    if (sequence <= heard) {
      hear(record);
    }
    return true;
  }

  private void hear(TimelineRecord record) {
    if (WorkStarted.tellsOfWork(record.kind())) {
      EntryReader.find(record).ifPresent(event -> work.accept(record, event));
    }
    if (record.kind().equals(LOST) && lost.size() < MOST_LOST) {
      lost(record);
    }
  }

  private void lost(TimelineRecord record) {
    if (EntryReader.find(record).orElse(null) instanceof LifecycleEvent.RecordsLost told) {
      lost.add(new Lost(record.sequence(), told.had(), told.upTo(), record.workflow()));
    }
  }

  private Optional<String> wrong(TimelineRecord record) {
    if (!record.ion().equals(ion)) {
      return Optional.of(
          record.ion().isEmpty() ? "it cannot be read" : "it is of ION " + record.ion());
    }
    if (record.sequence() != sequence + 1) {
      return Optional.of(missing(record.sequence()));
    }
    if (!record.previous().equals(previous)) {
      return Optional.of("it does not follow the record before it");
    }
    return chain.of(record).equals(record.hash())
        ? Optional.empty()
        : Optional.of("its content is not what its hash was made of");
  }

  private static String missing(long next) {
    return "it is missing; the next one is " + next;
  }

  /** Ends a ledger that has another record, though not the next one. */
  Verification brokenOff(long other) {
    bad(sequence + 1, missing(other));
    return result();
  }

  /** Ends a ledger that should end with this record. */
  Verification end(long last, String head) {
    if (badSequence == null || badSequence > sequence) {
      if (last > sequence) {
        bad(sequence + 1, "it is missing at the end");
      } else if (last != sequence || !head.equals(previous)) {
        bad(sequence, "the ledger's head is another one");
      }
    }
    return result();
  }

  /** Ends a ledger that was broken off by a record that does not follow. */
  Verification result() {
    ahead.values().stream()
        .filter(checkpoint -> checkpoint.sequence() > sequence)
        .findFirst()
        .ifPresent(checkpoint ->
            bad(
                sequence + 1,
                "it is missing; the checkpoint signed at "
                    + checkpoint.signedAt()
                    + " has records up to "
                    + checkpoint.sequence()));
    // A part of a ledger need not have what started its work.
    List<Unexplained> unexplained = whole ? work.unexplained() : List.of();
    unexplained.forEach(found ->
        bad(found.sequence(), "it is of work that the ION did not start: " + found.reason()));
    if (badSequence == null && !lost.isEmpty()) {
      reason = lost.getFirst().reason();
    }
    return new Verification(
        ion,
        badSequence == null && lost.isEmpty(),
        badSequence == null ? sequence : Math.min(sequence, Math.max(0, badSequence - 1)),
        previous,
        null,
        vouched,
        badSequence,
        badSequence == null && lost.isEmpty() ? null : reason,
        unexplained,
        lost);
  }

  private void bad(long record, String why) {
    if (badSequence == null || record < badSequence) {
      badSequence = record;
      reason = why;
    }
  }
}
