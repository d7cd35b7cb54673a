package dev.ionosphere.api.identity;

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
class IdentityContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  /** Of answers that the tests of old ones must not see. */
  private static final Instant LATER = NOW.plusSeconds(100_000);

  private final Database database;

  IdentityContractIT(Database database) {
    this.database = database;
  }

  @Test
  void peopleAreFoundByTheirToken() {
    People people = database.bean(People.class);
    Person person = new Person("contract-ann", List.of("viewer", "approver"), "hash-ann", NOW);
    people.save(person);
    assertThat(people.findById("contract-ann")).contains(person);
    assertThat(people.findByTokenHash("hash-ann")).contains(person);
    assertThat(people.findByTokenHash("other")).isEmpty();
    people.update(new Person("contract-ann", List.of("viewer"), "hash-new", NOW));
    assertThat(people.findByTokenHash("hash-ann")).isEmpty();
  }

  @Test
  void oldSessionsGo() {
    Sessions sessions = database.bean(Sessions.class);
    sessions.save(new Session("old", "ann", NOW.minusSeconds(1)));
    sessions.save(new Session("fresh", "ann", NOW.plusSeconds(1)));
    assertThat(sessions.deleteByExpiresAtBefore(NOW)).isEqualTo(1);
    assertThat(sessions.findById("fresh")).isPresent();
  }

  @Test
  void oldAnswersGo() {
    RememberedAnswers answers = database.bean(RememberedAnswers.class);
    RememberedAnswer answer = new RememberedAnswer("a", "shape", 201, "{}", NOW);
    answers.save(answer);
    assertThat(answers.findById("a")).contains(answer);
    assertThat(answers.deleteByAnsweredAtBefore(NOW.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void oneOfManyGetsAKey() throws Exception {
    AnswerClaims claims = new AnswerClaims(database.bean(RememberedAnswers.class), at(LATER));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<AnswerClaims.Outcome>> wishes = new ArrayList<>();
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
    for (Future<AnswerClaims.Outcome> wish : wishes) {
      ours += wish.get() instanceof AnswerClaims.Outcome.Ours ? 1 : 0;
    }
    assertThat(ours).isEqualTo(1);
  }

  @Test
  void aClaimIsAnsweredReleasedOrTakenOver() {
    RememberedAnswers answers = database.bean(RememberedAnswers.class);
    AnswerClaims now = new AnswerClaims(answers, at(LATER));
    AnswerClaims soon = new AnswerClaims(answers, at(LATER.plusSeconds(59)));
    AnswerClaims late = new AnswerClaims(answers, at(LATER.plusSeconds(61)));
    AnswerClaims.Outcome.Ours left = (AnswerClaims.Outcome.Ours) now.claim("left", "shape");
    assertThat(soon.claim("left", "shape")).isInstanceOf(AnswerClaims.Outcome.Busy.class);
    AnswerClaims.Outcome.Ours taken = (AnswerClaims.Outcome.Ours) late.claim("left", "shape");
    now.release(left);
    now.answer(left, 200, "of him who was given up");
    assertThat(late.claim("left", "shape")).isInstanceOf(AnswerClaims.Outcome.Busy.class);
    late.answer(taken, 201, "{}");
    assertThat(late.claim("left", "shape"))
        .isInstanceOfSatisfying(
            AnswerClaims.Outcome.Known.class,
            known -> assertThat(known.answer().status()).isEqualTo(201));
    now.release((AnswerClaims.Outcome.Ours) now.claim("given-back", "shape"));
    assertThat(now.claim("given-back", "shape")).isInstanceOf(AnswerClaims.Outcome.Ours.class);
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }
}
