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
 * @param reason what is wrong with it
 * @param unexplained records of work that the ION did not start, the first of them
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
    List<Unexplained> unexplained) {

  public Verification {
    unexplained = List.copyOf(unexplained);
  }

  /** A record that no other record of the ledger led to. */
  @Introspected
  public record Unexplained(long sequence, String kind, String subject, String reason) {}

  Verification witnessedUpTo(long sequence) {
    return new Verification(
        ion, intact, records, head, sequence, vouched, badSequence, reason, unexplained);
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
        unexplained);
  }
}
