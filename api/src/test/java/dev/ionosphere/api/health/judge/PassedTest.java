package dev.ionosphere.api.health.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What was wrong and is over is told once. */
final class PassedTest {

  private static final int ROWS = 60;
  private static final TestingFeed.Fault STUCK =
      (feature, value) -> feature.equals("speed") ? 51.5 : value;

  private final TestingFeed machine =
      TestingFeed.of(RandomGeneratorFactory.of("L64X128MixRandom").create(5));
  private final Rules rules = Rules.ofDevice(machine.baseline(), new HealthPolicy(0.8, 200, 3), 5);
  private final Track known = with(Track.EMPTY, 0, 6, TestingFeed.Fault.NONE);

  @Test
  void whatBeganAndEndedAtOnceHasPassed() {
    Track now = with(with(known, 6, 8, STUCK), 8, 12, TestingFeed.Fault.NONE);
    List<Passed> passed = Passed.of(known, now.judged(rules), rules);
    assertThat(passed)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.signal()).isEqualTo(Signal.STUCK);
          assertThat(one.from()).isEqualTo(360);
          assertThat(one.findings()).extracting(Finding::subject).containsExactly("speed");
        });
  }

  @Test
  void whatStandsHasNotPassed() {
    assertThat(Passed.of(known, with(known, 6, 8, STUCK).judged(rules), rules)).isEmpty();
  }

  @Test
  void whatWasToldBeforeIsNotToldAgain() {
    Track stands = with(known, 6, 8, STUCK);
    Track over = with(stands, 8, 12, TestingFeed.Fault.NONE);
    assertThat(Passed.of(stands, over.judged(rules), rules)).as("it stood").isEmpty();
    Track later = with(over, 12, 13, TestingFeed.Fault.NONE);
    assertThat(Passed.of(over, later.judged(rules), rules)).as("it had passed").isEmpty();
  }

  @Test
  void anotherTimeIsToldAgain() {
    Track over = with(with(known, 6, 8, STUCK), 8, 12, TestingFeed.Fault.NONE);
    Track again = with(with(over, 12, 13, STUCK), 13, 17, TestingFeed.Fault.NONE);
    assertThat(Passed.of(over, again.judged(rules), rules))
        .extracting(Passed::signal)
        .containsExactly(Signal.STUCK);
  }

  @Test
  void whatBeganAnewAndEndedWithWhatStoodIsTold() {
    Track stands = with(known, 6, 8, STUCK);
    Track over = with(stands, 8, 12, TestingFeed.Fault.NONE);
    Track again = with(with(over, 12, 13, STUCK), 13, 17, TestingFeed.Fault.NONE);
    assertThat(Passed.of(stands, again.judged(rules), rules))
        .singleElement()
        .satisfies(one -> assertThat(one.from()).isEqualTo(720));
  }

  private Track with(Track track, int from, int until, TestingFeed.Fault fault) {
    Track more = track;
    for (int bucket = from; bucket < until; bucket++) {
      more = more.plus(60L * bucket, machine.rows(ROWS, fault));
    }
    return more;
  }
}
