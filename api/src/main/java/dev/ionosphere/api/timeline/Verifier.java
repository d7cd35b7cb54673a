package dev.ionosphere.api.timeline;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.ion.IonView;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
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

  private static final int PAGE = 500;

  private final TimelineRecords records;
  private final ChainTips tips;
  private final IonWorkflows workflows;

  Verifier(TimelineRecords records, ChainTips tips, IonWorkflows workflows) {
    this.records = records;
    this.tips = tips;
    this.workflows = workflows;
  }

  /** The ledger in itself, and against the workflow's history if that can be asked. */
  public Verification verify(String ion) {
    Verification chain = chain(ion);
    return chain.intact() ? witnessed(chain) : chain;
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
      return bad(
          chain.ion(),
          Math.min(chain.records(), sequence - 1),
          chain.head(),
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

  /** The ledger in itself. */
  public Verification chain(String ion) {
    String previous = Chain.START;
    long sequence = 0;
    for (; ; ) {
      List<TimelineRecord> page =
          records.findByIonAndSequenceGreaterThanOrderBySequence(
              ion, sequence, Pageable.from(0, PAGE).withoutTotal());
      if (page.isEmpty()) {
        ChainTip tip = tips.findById(ion).orElse(new ChainTip(ion, 0, Chain.START));
        boolean grown =
            tip.sequence() > sequence && records.existsByIonAndSequence(ion, sequence + 1);
        if (!grown) {
          return end(ion, sequence, previous, tip);
        }
      }
      for (TimelineRecord record : page) {
        Optional<String> wrong = wrong(record, sequence + 1, previous);
        if (wrong.isPresent()) {
          return bad(ion, sequence, previous, sequence + 1, wrong.get());
        }
        previous = record.hash();
        sequence = record.sequence();
      }
    }
  }

  private static Optional<String> wrong(TimelineRecord record, long expected, String previous) {
    if (record.sequence() != expected) {
      return Optional.of("it is missing; the next one is " + record.sequence());
    }
    if (!record.previous().equals(previous)) {
      return Optional.of("it does not follow the record before it");
    }
    return Chain.hash(record).equals(record.hash())
        ? Optional.empty()
        : Optional.of("its content is not what its hash was made of");
  }

  private static Verification end(String ion, long sequence, String hash, ChainTip tip) {
    if (tip.sequence() > sequence) {
      return bad(ion, sequence, hash, sequence + 1, "it is missing at the end");
    }
    if (!tip.hash().equals(hash) || tip.sequence() != sequence) {
      return bad(ion, sequence, hash, sequence, "the ledger's head is another one");
    }
    return new Verification(ion, true, sequence, hash, null, null, null);
  }

  private static Verification bad(
      String ion, long good, String head, long sequence, String reason) {
    return new Verification(ion, false, good, head, null, sequence, reason);
  }
}
