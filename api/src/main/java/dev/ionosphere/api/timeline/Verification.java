package dev.ionosphere.api.timeline;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What checking a ledger found.
 *
 * @param records that were good, from the first on
 * @param witnessed up to which record the workflow's own history has the same; null if it was not
 *     to be asked
 * @param vouched up to which record a signed checkpoint has the same; null if there is none
 * @param badSequence the first record that is not as it was written, or that nothing explains
 * @param reason what is wrong with it; of a ledger with no bad record, what of it was lost
 * @param unexplained records of work that the ION did not start, the first of them
 * @param lost records that tell of earlier ones that the ledger does not have any more, the first
 *     of them; the others may all be as they were written
 */
@Introspected
public record Verification(
    String ion,
    boolean intact,
    long records,
    String head,
    @Nullable Long witnessed,
    @Nullable Long vouched,
    @Nullable Long badSequence,
    @Nullable String reason,
    List<Unexplained> unexplained,
    List<Lost> lost) {

  public Verification {
    unexplained = List.copyOf(unexplained);
    lost = List.copyOf(lost);
  }

  /** A record that no other record of the ledger led to. */
  @Introspected
  public record Unexplained(long sequence, String kind, String subject, String reason) {}

  /**
   * A loss that the ledger tells of itself.
   *
   * @param sequence of the record that tells it
   * @param had newest record of the ledger when a workflow showed the loss
   * @param upTo record that the workflow had been told of
   * @param workflow id of the workflow
   */
  @Introspected
  public record Lost(long sequence, long had, long upTo, String workflow) {

    String reason() {
      return "records up to %d were lost: %s had been told of it, the ledger had %d"
          .formatted(upTo, workflow, had);
    }
  }

  Verification witnessedUpTo(long sequence) {
    return new Verification(
        ion, intact, records, head, sequence, vouched, badSequence, reason, unexplained, lost);
  }

  /** The same with a record that is bad, unless an earlier one is. */
  Verification bad(long sequence, String why) {
    if (badSequence != null && badSequence <= sequence) {
      return this;
    }
    return new Verification(
        ion,
        false,
        Math.min(records, Math.max(0, sequence - 1)),
        head,
        witnessed,
        vouched,
        sequence,
        why,
        unexplained,
        lost);
  }
}
