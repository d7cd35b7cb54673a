package dev.ionosphere.api.health.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Bucket.SourceState;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.spec.ion.HealthLimits;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Each within one bucket of its threshold. */
final class FaultsAreToldTest {

  private static final int ROWS = 60;
  private static final int FINE = 20;
  private static final HealthPolicy POLICY = new HealthPolicy(0.8, 200, 3);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final TestingFeed machine =
      TestingFeed.of(RandomGeneratorFactory.of("L64X128MixRandom").create(5));

  @Test
  void aDeadSensor() {
    Judgement told = ofDevice((feature, value) -> feature.equals("heat") ? Double.NaN : value);
    assertThat(told.of(Signal.MISSING).raised()).isTrue();
    assertThat(told.broken())
        .filteredOn(found -> found.signal() == Signal.MISSING)
        .singleElement()
        .satisfies(found -> {
          assertThat(found.subject()).isEqualTo("heat");
          assertThat(found.text()).isEqualTo("heat: 100.0 % of 60 values missing, allowed 5.0 %");
        });
  }

  @Test
  void aSensorThatIsBlankNowAndThen() {
    int[] row = {0};
    Judgement told =
        ofDevice(
            (feature, value) -> feature.equals("flow") && row[0]++ % 3 == 0 ? Double.NaN : value);
    assertThat(told.broken()).extracting(Finding::subject).containsOnly("flow");
    assertThat(told.of(Signal.MISSING).raised()).isTrue();
  }

  @Test
  void aStuckSensor() {
    Judgement told = ofDevice((feature, value) -> feature.equals("speed") ? 51.5 : value);
    assertThat(told.broken())
        .filteredOn(found -> found.signal() == Signal.STUCK)
        .singleElement()
        .satisfies(found ->
            assertThat(found.text()).startsWith("speed: is 51.5 in all of 60 rows, allowed"));
  }

  @Test
  void aNoisySensor() {
    TestingFeed.Fault noisy =
        (feature, value) -> feature.equals("flow") ? 50 + (value - 50) * 4 : value;
    assertThat(ofFleet(noisy).of(Signal.DRIFT).raised()).isTrue();
    assertThat(ofFleet(noisy).of(Signal.SHIFT).raised()).isTrue();
    assertThat(ofDevice(noisy).broken()).extracting(Finding::subject).contains("flow");
  }

  @Test
  void aNewCategoryInTwelveOfAHundredRows() {
    int[] row = {0};
    Judgement told =
        ofFleet((feature, value) -> feature.equals("mode") && row[0]++ % 100 < 12 ? 9 : value);
    assertThat(told.of(Signal.DRIFT).raised()).isFalse();
    assertThat(told.of(Signal.SHIFT).raised()).isTrue();
    assertThat(told.broken()).extracting(Finding::subject).containsExactly("mode");
  }

  @Test
  void refusedRowsByReason() {
    Track track = fine();
    Sums refused =
        new Sums(40, 40, 0, new long[] {40}, Map.of("fields", 18L, "number", 2L), Map.of());
    List<Judgement> judged = track.plus(60L * FINE, refused).judged(device());
    assertThat(judged.getLast().broken())
        .extracting(Finding::text)
        .containsExactly("33.3 % of 60 rows are refused (fields 18, number 2), allowed 5.0 %");
  }

  @Test
  void rowsOfUnseenCategoriesThatAreNotScored() {
    assertThat(ofUnseen(20L, Map.of("fields", 2L)))
        .containsExactly("35.5 % of 62 rows are refused (fields 2, unseen 20), allowed 5.0 %");
    assertThat(ofUnseen(20L, Map.of()))
        .containsExactly("33.3 % of 60 rows are refused (unseen 20), allowed 5.0 %");
    assertThat(ofUnseen(3L, Map.of())).as("as many as are allowed").isEmpty();
    assertThat(ofUnseen(null, Map.of())).as("an agent of 0.3.0").isEmpty();
  }

  /** What is wrong with a device of whose rows so many have an unseen category. */
  private List<String> ofUnseen(Long unseen, Map<String, Long> refused) {
    Sums rows = machine.rows(ROWS, TestingFeed.Fault.NONE);
    long scored = ROWS - (unseen == null ? 0 : unseen);
    Sums told = new Sums(ROWS, scored, 0, new long[] {scored}, refused, rows.features(), unseen);
    return fine().plus(60L * FINE, told).judged(device()).getLast().broken().stream()
        .filter(found -> found.signal() == Signal.REFUSED)
        .map(Finding::text)
        .toList();
  }

  @Test
  void otherPredictionsAndMoreAnomalies() {
    Track track = fine();
    for (int bucket = FINE; bucket < FINE + 12; bucket++) {
      Sums rows = machine.rows(ROWS, TestingFeed.Fault.NONE);
      track =
          track.plus(
              60L * bucket,
              new Sums(ROWS, ROWS, 20, new long[] {0, 0, ROWS}, Map.of(), rows.features()));
    }
    Judgement told = last(track, FINE + 13, Rules.ofFleet(machine.baseline(), POLICY));
    assertThat(told.of(Signal.PREDICTIONS).raised()).isTrue();
    assertThat(told.of(Signal.ANOMALIES).raised()).isTrue();
    assertThat(told.of(Signal.DRIFT).raised()).isFalse();
  }

  @Test
  void aSourceThatStoppedOrCannotBeReadOrLags() {
    HealthLimits limits = HealthLimits.USUAL;
    assertThat(source(SourceState.Status.IDLE, 599, null, limits)).isEmpty();
    assertThat(source(SourceState.Status.IDLE, 600, null, limits))
        .containsExactly("source: no row for 10 min, allowed 10 min");
    assertThat(source(SourceState.Status.FAULTY, 1, null, limits))
        .containsExactly("source cannot be read: no such file");
    assertThat(source(SourceState.Status.READING, 7_200, 12L, limits))
        .containsExactly("source: newest row is 2 h old and 12 bytes wait, allowed 60 min");
    assertThat(source(SourceState.Status.READING, 7_200, 0L, limits)).isEmpty();
  }

  @Test
  void aRowFromTheFutureDoesNotHideThatOthersWait() {
    SourceState behind =
        new SourceState(
            SourceState.Status.READING, NOW.minusSeconds(7_200), NOW.plusSeconds(80_000), 12L, "");
    assertThat(SourceCheck.of(behind, NOW.minusSeconds(90_000), NOW, HealthLimits.USUAL))
        .filteredOn(Finding::broken)
        .extracting(Finding::text)
        .containsExactly("source: newest row is 2 h old and 12 bytes wait, allowed 60 min");
  }

  @Test
  void aTextThatNoDeviceCanHaveSeenIsNoReasonToJudgeNothing() {
    Baseline texts =
        new Baseline(
            List.of(
                new Baseline.Feature(
                    "mode",
                    Bins.categorical(0, 1),
                    Histogram.of(50, 50, 0),
                    List.of("on", "off"))));
    Sums hostile =
        new Sums(
            60,
            60,
            0,
            new long[] {60},
            Map.of(),
            Map.of("mode", new Bucket.Seen(new long[] {60, 0, 0}, -5.0, -5.0)));
    List<Judgement> judged = Track.EMPTY.plus(0, hostile).judged(Rules.ofDevice(texts, POLICY, 1));
    assertThat(judged.getLast().broken())
        .filteredOn(found -> found.signal() == Signal.STUCK)
        .extracting(Finding::text)
        .singleElement()
        .asString()
        .contains("mode: is a value that training did not see in all of 60 rows");
  }

  private static List<String> source(
      SourceState.Status status, long secondsAgo, Long behind, HealthLimits limits) {
    Instant last = NOW.minusSeconds(secondsAgo);
    String why = status == SourceState.Status.FAULTY ? "no such file" : "";
    return SourceCheck.of(
            new SourceState(status, last, null, behind, why), NOW.minusSeconds(90_000), NOW, limits)
        .stream()
        .filter(Finding::broken)
        .map(Finding::text)
        .toList();
  }

  private Rules device() {
    return Rules.ofDevice(machine.baseline(), POLICY, 100);
  }

  private Track fine() {
    Track track = Track.EMPTY;
    for (int bucket = 0; bucket < FINE; bucket++) {
      track = track.plus(60L * bucket, machine.rows(ROWS, TestingFeed.Fault.NONE));
    }
    return track;
  }

  /** One bucket of it: more than the 50 rows that are judged of a device. */
  private Judgement ofDevice(TestingFeed.Fault fault) {
    Track track = fine();
    assertThat(track.judged(device())).isNotEmpty().allMatch(told -> told.broken().isEmpty());
    return track.plus(60L * FINE, machine.rows(ROWS, fault)).judged(device()).getLast();
  }

  /** Three windows of four buckets are needed, and one more bucket that ends the last. */
  private Judgement ofFleet(TestingFeed.Fault fault) {
    Track track = fine();
    for (int bucket = FINE; bucket < FINE + 12; bucket++) {
      track = track.plus(60L * bucket, machine.rows(ROWS, fault));
    }
    return last(track, FINE + 12, Rules.ofFleet(machine.baseline(), POLICY));
  }

  private static Judgement last(Track track, int bucket, Rules rules) {
    return track.plus(60L * bucket, Sums.NONE).judged(rules).getLast();
  }
}
