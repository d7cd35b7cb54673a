package dev.ionosphere.api.idempotency;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Lets one request at a time be answered under a key. The request whose row the database accepts
 * owns the key.
 */
@Singleton
final class IdempotencyClaims {

  /** After that a claim is one that a crash left behind. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  private final IdempotencyRecords answers;
  private final Clock clock;

  IdempotencyClaims(IdempotencyRecords answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** What became of a wish to answer. */
  sealed interface Outcome {
    /** It is ours to answer; {@code at} tells our claim from a later one. */
    record Ours(String id, Instant at) implements Outcome {}

    /** Somebody is about to. */
    record Busy() implements Outcome {}

    /** It was answered. */
    record Known(IdempotencyRecord answer) implements Outcome {}
  }

  Outcome claim(String id, String requestHash) {
    Instant now = now();
    Optional<IdempotencyRecord> known = answers.findById(id);
    if (known.isEmpty()) {
      return inserted(IdempotencyRecord.claim(id, requestHash, now))
          ? new Outcome.Ours(id, now)
          : new Outcome.Busy();
    }
    IdempotencyRecord answer = known.get();
    if (!answer.isClaim()) {
      return new Outcome.Known(answer);
    }
    boolean left = answer.answeredAt().plus(CLAIM).isBefore(now);
    return left && answers.takeOver(id, requestHash, answer.answeredAt(), now) == 1
        ? new Outcome.Ours(id, now)
        : new Outcome.Busy();
  }

  void answer(Outcome.Ours claim, int status, String body) {
    Instant now = now();
    answers.answer(claim.id(), claim.at(), status, body, now);
  }

  void release(Outcome.Ours claim) {
    answers.release(claim.id(), claim.at());
  }

  private boolean inserted(IdempotencyRecord claim) {
    try {
      answers.save(claim);
      return true;
    } catch (DataAccessException failed) {
      if (answers.existsById(claim.id())) {
        return false;
      }
      throw failed;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
