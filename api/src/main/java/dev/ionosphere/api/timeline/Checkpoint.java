package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What the hub signed of a ledger: up to which record it had what hash, and when.
 *
 * @param hash of the record, which stands for all before it
 * @param signature Ed25519 over {@link #statement}, base64
 */
@Introspected
@MappedEntity("timeline_checkpoint")
public record Checkpoint(
    @Id @GeneratedValue @Nullable @JsonIgnore Long id,
    String ion,
    long sequence,
    String hash,
    Instant signedAt,
    String keyId,
    String signature) {

  /** Also of a file that somebody else wrote. */
  public Checkpoint {
    Objects.requireNonNull(ion, "ion");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(signedAt, "signedAt");
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(signature, "signature");
  }

  /** What is signed: canonical JSON. */
  String statement() {
    return Json.canonical(
        Map.of(
            "ion", ion,
            "sequence", sequence,
            "hash", hash,
            "signedAt", signedAt.toString(),
            "keyId", keyId));
  }

  /** Whether both say the same with the same signature, wherever they are kept. */
  boolean isSameAs(Checkpoint other) {
    return ion.equals(other.ion)
        && sequence == other.sequence
        && hash.equals(other.hash)
        && signedAt.equals(other.signedAt)
        && keyId.equals(other.keyId)
        && signature.equals(other.signature);
  }

  Checkpoint signed(String by) {
    return new Checkpoint(id, ion, sequence, hash, signedAt, keyId, by);
  }
}
