package dev.ionosphere.api.timeline;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/**
 * What checking a ledger found.
 *
 * @param records that were good, from the first on
 * @param witnessed up to which record the workflow's own history has the same; null if it was not
 *     to be asked
 * @param badSequence the first record that is not as it was written
 * @param reason what is wrong with it
 */
@Introspected
public record Verification(
    String ion,
    boolean intact,
    long records,
    String head,
    @Nullable Long witnessed,
    @Nullable Long badSequence,
    @Nullable String reason) {

  Verification witnessedUpTo(long sequence) {
    return new Verification(ion, intact, records, head, sequence, badSequence, reason);
  }
}
