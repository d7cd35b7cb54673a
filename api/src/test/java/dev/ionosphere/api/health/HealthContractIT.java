package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class HealthContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  HealthContractIT(Database database) {
    this.database = database;
  }

  private static final Pageable PAGE = Pageable.from(0, 10).withoutTotal();

  @Test
  void windowIsAddedOnce() {
    HealthWindows windows = database.bean(HealthWindows.class);
    assertThat(add(windows, 1)).isEqualTo(1);
    assertThat(add(windows, 1)).isZero();
    assertThat(add(windows, 2)).isEqualTo(1);
    HealthWindow newest =
        windows.findByIonAndNodeAndDigestOrderByIdDesc("h", "detect", "sha256:1", PAGE).getFirst();
    assertThat(newest.sequence()).isEqualTo(2);
    assertThat(newest.histograms().get("s1")).containsExactly(1, 2, 3);
    assertThat(newest.closedAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(windows.findByDeviceOrderByIdDesc("h-1", PAGE)).hasSize(2);
    assertThat(add(windows, 1, 2, "1")).as("another incarnation").isEqualTo(1);
    assertThat(add(windows, 1, 1, "other")).as("other content").isEqualTo(1);
  }

  private static int add(HealthWindows windows, long sequence) {
    return add(windows, sequence, 1, "" + sequence);
  }

  private static int add(HealthWindows windows, long sequence, long incarnation, String hash) {
    return windows.add(
        "h-1",
        "h",
        "detect",
        "sha256:1",
        1,
        sequence,
        NOW,
        NOW.plusSeconds(60),
        6,
        0,
        1,
        Map.of("s1", new long[] {1, 2, 3}),
        "[3,3]",
        false,
        NOW,
        incarnation,
        hash);
  }

  @Test
  void totalsAreReplaced() {
    DeviceHealths totals = database.bean(DeviceHealths.class);
    totals.save(total(1));
    totals.update(total(2));
    assertThat(totals.findByIonAndNodeOrderByDevice("h", "detect"))
        .extracting(DeviceHealth::windows)
        .containsExactly(2L);
    assertThat(totals.findByDeviceOrderByLastAtDesc("h-1")).hasSize(1);
  }

  private static DeviceHealth total(long windows) {
    return new DeviceHealth(
        "h-1:h:detect:sha256:1",
        "h-1",
        "h",
        "detect",
        "sha256:1",
        windows,
        6,
        1,
        0,
        Map.of("s1", new long[] {1, 2, 3}),
        "[6]",
        NOW,
        NOW);
  }

  @Test
  void anomaliesArePaged() {
    Anomalies anomalies = database.bean(Anomalies.class);
    anomalies.saveAll(
        List.of(
            new Anomaly(null, "h-2", "h", "detect", "sha256:1", 5, 7.5, "1", NOW),
            new Anomaly(null, "h-2", "h", "detect", "sha256:1", 6, 8.5, "2", NOW)));
    List<Anomaly> newest =
        anomalies.findByDeviceAndIdLessThanOrderByIdDesc("h-2", Long.MAX_VALUE, PAGE);
    assertThat(newest).extracting(Anomaly::rowNumber).containsExactly(6L, 5L);
    assertThat(
            anomalies.findByDeviceAndIdLessThanOrderByIdDesc("h-2", newest.getFirst().id(), PAGE))
        .hasSize(1);
    assertThat(anomalies.findByDeviceOrderByRowNumber("h-2")).hasSize(2);
    assertThat(anomalies.countByDevice("h-2")).isEqualTo(2);
  }

  @Test
  void judgementRemembersWhatWasReported() {
    NodeHealths healths = database.bean(NodeHealths.class);
    healths.save(
        new NodeHealth(
            "h.detect",
            "h",
            "detect",
            "sha256:1",
            true,
            0,
            Map.of("s1", 0.5),
            100,
            2,
            NOW,
            false,
            0,
            null));
    assertThat(healths.reported("h.detect", true, 1, NOW)).isEqualTo(1);
    NodeHealth health = healths.findByIon("h").getFirst();
    assertThat(health.reportedDrifted()).isTrue();
    assertThat(health.reportedAt()).isEqualTo(NOW);
    assertThat(health.similarity()).containsEntry("s1", 0.5);
  }

  @Test
  void curveIsNewestFirst() {
    HealthPoints points = database.bean(HealthPoints.class);
    for (int i = 1; i <= 2; i++) {
      points.save(
          new HealthPoint(null, "h", "detect", "sha256:1", Map.of("s1", 0.5), 0.5, i, false, NOW));
    }
    assertThat(points.findByIonAndNodeOrderByIdDesc("h", "detect", PAGE))
        .extracting(HealthPoint::rowsJudged)
        .containsExactly(2L, 1L);
  }
}
