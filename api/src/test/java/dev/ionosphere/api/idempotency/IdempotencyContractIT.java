package dev.ionosphere.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class IdempotencyContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  /** Of answers that the tests of old ones must not see. */
  private static final Instant LATER = NOW.plusSeconds(100_000);

  private final Database database;

  IdempotencyContractIT(Database database) {
    this.database = database;
  }

  @Test
  void oldAnswersGo() {
    IdempotencyRecords answers = database.bean(IdempotencyRecords.class);
    IdempotencyRecord answer = new IdempotencyRecord("a", "shape", 201, "{}", NOW);
    answers.save(answer);
    assertThat(answers.findById("a")).contains(answer);
    assertThat(answers.deleteByAnsweredAtBefore(NOW.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void oneOfManyGetsAKey() throws Exception {
    IdempotencyClaims claims =
        new IdempotencyClaims(database.bean(IdempotencyRecords.class), at(LATER));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<IdempotencyClaims.Outcome>> wishes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        wishes.add(
            threads.submit(() -> {
              start.await();
              return claims.claim("raced", "shape");
            }));
      }
      start.countDown();
    }
    int ours = 0;
    for (Future<IdempotencyClaims.Outcome> wish : wishes) {
      ours += wish.get() instanceof IdempotencyClaims.Outcome.Ours ? 1 : 0;
    }
    assertThat(ours).isEqualTo(1);
  }

  @Test
  void aClaimIsAnsweredReleasedOrTakenOver() {
    IdempotencyRecords answers = database.bean(IdempotencyRecords.class);
    IdempotencyClaims now = new IdempotencyClaims(answers, at(LATER));
    IdempotencyClaims soon = new IdempotencyClaims(answers, at(LATER.plusSeconds(59)));
    IdempotencyClaims late = new IdempotencyClaims(answers, at(LATER.plusSeconds(61)));
    IdempotencyClaims.Outcome.Ours left =
        (IdempotencyClaims.Outcome.Ours) now.claim("left", "shape");
    assertThat(soon.claim("left", "shape")).isInstanceOf(IdempotencyClaims.Outcome.Busy.class);
    IdempotencyClaims.Outcome.Ours taken =
        (IdempotencyClaims.Outcome.Ours) late.claim("left", "shape");
    now.release(left);
    now.answer(left, 200, "of him who was given up");
    assertThat(late.claim("left", "shape")).isInstanceOf(IdempotencyClaims.Outcome.Busy.class);
    late.answer(taken, 201, "{}");
    assertThat(late.claim("left", "shape"))
        .isInstanceOfSatisfying(
            IdempotencyClaims.Outcome.Known.class,
            known -> assertThat(known.answer().status()).isEqualTo(201));
    now.release((IdempotencyClaims.Outcome.Ours) now.claim("given-back", "shape"));
    assertThat(now.claim("given-back", "shape")).isInstanceOf(IdempotencyClaims.Outcome.Ours.class);
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }
}
