package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.SteppedClock;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.health.judge.Rules;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.spec.ion.HealthPolicy;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One device against its cohort, minute by minute. */
@MicronautTest(transactional = false)
class UnlikeCohortTest {

  private static final AtomicInteger IONS = new AtomicInteger();
  private static final String DIGEST = "sha256:1";
  private static final int ROWS = 600;
  private static final double USUAL = 0.95;
  private static final HealthPolicy POLICY = new HealthPolicy(0.8, 200, 3);

  /** Similarity to it is the share of rows in its one bin with values. */
  private static final Baseline BASELINE =
      new Baseline(
          List.of(
              new Baseline.Feature("heat", Bins.continuous(0, 100), Histogram.of(0L, 5_000L, 0L))));

  @Inject TestingHttp http;
  @Inject DeviceTracks devices;
  @Inject HealthTracks tracks;
  @Inject HealthAlerts health;
  @Inject Alerts alerts;
  @Inject TestingServing serving;
  @Inject TransactionOperations<Connection> transactions;

  private final SteppedClock clock = new SteppedClock();
  private final String ion = "cohort-" + IONS.incrementAndGet();
  private final NodeJudge.Place place = new NodeJudge.Place(ion, "detect");
  private final List<String> cohort = List.of(ion + "-a", ion + "-b", ion + "-c", ion + "-d");

  @BeforeEach
  void launch() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    cohort.forEach(device -> serving.serves(device, ion, DIGEST, clock.instant()));
  }

  @Test
  void oneThatHoversAtTheThresholdIsToldOnce() {
    for (int minute = 0; minute < 30; minute++) {
      pass(minute % 2 == 0 ? 0.72 : 0.77, USUAL);
    }
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().clearedAt()).isNull();
  }

  @Test
  void theMedianMayMoveBetweenTwoOfItsJudgements() {
    pass(0.7, USUAL);
    assertThat(told()).hasSize(1);
    for (int times = 0; times < 10; times++) {
      others(times % 2 == 0 ? 0.7 : USUAL);
    }
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().clearedAt()).isNull();
  }

  @Test
  void oneThatRecoversIsToldNoMoreAfterEnoughJudgements() {
    pass(0.3, USUAL);
    pass(0.97, USUAL);
    pass(0.97, USUAL);
    assertThat(told().getFirst().clearedAt()).isNull();
    pass(0.97, USUAL);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().clearedAt()).isEqualTo(clock.instant());
  }

  @Test
  void whereTheWorldHasChangedForAllNoneIsToldAfterEnoughJudgements() {
    pass(0.5, USUAL);
    others(0.1);
    for (int minute = 0; minute < 3; minute++) {
      assertThat(told().getFirst().clearedAt()).isNull();
      pass(0.5, 0.52);
    }
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().clearedAt()).isNotNull();
    pass(0.5, 0.52);
    assertThat(told()).hasSize(1);
  }

  /** A minute: each device tells of it. */
  private void pass(double ofOne, double ofOthers) {
    clock.pass(Duration.ofMinutes(1));
    tell(cohort.subList(0, 1), ofOne);
    others(ofOthers);
  }

  private void others(double similarity) {
    tell(cohort.subList(1, cohort.size()), similarity);
  }

  private void tell(List<String> some, double similarity) {
    boolean unused =
        transactions.executeWrite(status -> {
          List<DeviceTracks.Open> open = devices.open(place, DIGEST, some, clock.instant());
          for (DeviceTracks.Open one : open) {
            Bucket bucket = bucket(similarity);
            long start = bucket.start().getEpochSecond();
            double all = one.add(bucket, clock.instant(), start, Long.MAX_VALUE);
            assertThat(all).isEqualTo(1);
          }
          devices.judge(open, Rules.ofDevice(BASELINE, POLICY, cohort.size()), POLICY);
          health.refresh(place, POLICY, clock.instant());
          return true;
        });
  }

  private Bucket bucket(double similarity) {
    long alike = Math.round(ROWS * similarity);
    return new Bucket(
        ion,
        "detect",
        DIGEST,
        1,
        clock.instant(),
        60,
        1,
        clock.instant(),
        ROWS,
        ROWS,
        Map.of(),
        null,
        Map.of("heat", new Bucket.Seen(new long[] {0, alike, ROWS - alike}, 1.0, 200.0)),
        new long[] {ROWS},
        0,
        List.of(),
        new Bucket.SourceState(
            Bucket.SourceState.Status.READING, clock.instant(), clock.instant(), 0L, ""),
        false);
  }

  private List<Alert> told() {
    return alerts.newest(ion, true, true, true, Long.MAX_VALUE, 100).stream()
        .filter(alert -> alert.kind().equals("device-unlike"))
        .toList();
  }
}
