package dev.ionosphere.api.dashboard.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.health.StoredBucket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnomalyCurveTest {

  @Test
  void itIsDrawnByTheTimeOfTheRows() {
    Chart chart =
        AnomalyCurve.of(
                List.of(
                    bucket("2026-03-01T10:02:00Z", 60, 6),
                    bucket("2026-03-01T10:00:00Z", 60, 0),
                    bucket("2026-03-01T10:01:00Z", 60, 30)))
            .orElseThrow();
    assertThat(chart.labels()).containsExactly("10:00:00", "10:01:00", "10:02:00");
    assertThat(chart.series().getFirst().values()).containsExactly(0, 50, 10);
  }

  @Test
  void timesOfSeveralDaysSayTheDay() {
    Chart chart =
        AnomalyCurve.of(
                List.of(
                    bucket("2026-03-01T10:02:00Z", 60, 6), bucket("2020-03-09T10:00:00Z", 60, 0)))
            .orElseThrow();
    assertThat(chart.labels()).doesNotHaveDuplicates().allMatch(label -> label.contains("Mar"));
  }

  @Test
  void withoutScoredRowsThereIsNoShare() {
    assertThat(AnomalyCurve.of(List.of(bucket("2026-03-01T10:02:00Z", 0, 0)))).isEmpty();
  }

  private static StoredBucket bucket(String start, long scored, long anomalies) {
    Instant at = Instant.parse(start);
    return new StoredBucket(
        null,
        "p",
        1,
        "pumps",
        "detect",
        1,
        "sha256:1",
        at,
        1,
        at,
        scored,
        anomalies,
        "{}",
        "0",
        at);
  }
}
