package dev.ionosphere.api.timeline;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.machine.engine.IonView;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a ledger from its first record and stops at the first that is not as it was written, then
 * asks the ION's workflow: it keeps the newest record's hash in its history, so whoever writes the
 * whole ledger anew would have to write that anew as well.
 */
@Singleton
public final class Verifier {

  private static final int PAGE = 2_000;

  private final RecordScan scan;
  private final TimelineRecords records;
  private final ChainTips tips;
  private final IonWorkflows workflows;
  private final Checkpoints checkpoints;
  private final CheckpointFile file;
  private final CheckpointKey key;

  Verifier(
      RecordScan scan,
      TimelineRecords records,
      ChainTips tips,
      IonWorkflows workflows,
      Checkpoints checkpoints,
      CheckpointFile file,
      CheckpointKey key) {
    this.scan = scan;
    this.records = records;
    this.tips = tips;
    this.workflows = workflows;
    this.checkpoints = checkpoints;
    this.file = file;
    this.key = key;
  }

  /** The ledger in itself, and against the workflow's history if that can be asked. */
  public Verification verify(String ion) {
    Verification chain = chain(ion);
    return chain.badSequence() == null ? witnessed(chain) : chain;
  }

  private Verification witnessed(Verification chain) {
    Optional<IonView> live = live(chain.ion());
    @Nullable String hash = live.map(IonView::chainHash).orElse(null);
    if (hash == null) {
      return chain;
    }
    long sequence = live.get().chainSequence();
    Optional<TimelineRecord> record = records.findByIonAndSequence(chain.ion(), sequence);
    if (record.isEmpty() || !record.get().hash().equals(hash)) {
      return chain.bad(
          sequence,
          record.isEmpty()
              ? "it is missing; the workflow's history has it"
              : "the workflow's history has another one");
    }
    return chain.witnessedUpTo(sequence);
  }

  private Optional<IonView> live(String ion) {
    try {
      return workflows.state(ion);
    } catch (HubException failure) {
      if (failure.code() == ErrorCode.UNAVAILABLE) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** The ledger in itself, and against what was signed of it. */
  public Verification chain(String ion) {
    LedgerCheck check = new LedgerCheck(ion, checkpoints(ion), key.publicKey());
    records.firstFrom(ion, Long.MIN_VALUE).ifPresent(check::begins);
    for (; ; ) {
      long before = check.sequence();
      if (!scan.each(ion, before, before + PAGE, check::accept)) {
        return check.result();
      }
      if (check.sequence() == before) {
        ChainTip tip = tips.findById(ion).orElse(new ChainTip(ion, 0, Chain.START));
        Optional<Long> next = records.firstFrom(ion, before + 1);
        if (next.isEmpty()) {
          return check.end(tip.sequence(), tip.hash());
        }
        if (next.get() > before + 1) {
          return check.brokenOff(next.get());
        }
      }
    }
  }

  /** Those of the database and those of the file: both must fit. */
  private List<Checkpoint> checkpoints(String ion) {
    List<Checkpoint> all = new ArrayList<>(file.of(ion));
    long sequence = 0;
    for (; ; ) {
      List<Checkpoint> page =
          checkpoints.findByIonAndSequenceGreaterThanOrderBySequence(
              ion, sequence, Pageable.from(0, PAGE).withoutTotal());
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      sequence = page.getLast().sequence();
    }
  }
}
