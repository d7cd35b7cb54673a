package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoProgressTest {
  private final DemoProgress progress = new DemoProgress();
  private Duration elapsed = Duration.ZERO;

  @Test
  void knowsThatDriftAskedForTheSecondModel() {
    add("training.started", "{\"run\":\"t.r.1\",\"reason\":\"request\"}");
    assertThat(progress.training()).isTrue();
    add("training.finished", "{\"run\":\"t.r.1\"}");
    add("approval.opened", "{\"approval\":\"t.review.1\"}");
    assertThat(progress.retrainedByDrift()).isFalse();
    add("training.started", "{\"run\":\"t.r.2\",\"reason\":\"drift\"}");
    assertThat(progress.retrainedByDrift()).isFalse();
    add("approval.opened", "{\"approval\":\"t.review.2\"}");
    assertThat(progress.approvalAfterDrift()).isEmpty();
    add("training.finished", "{\"run\":\"t.r.2\"}");
    add("approval.opened", "{\"approval\":\"t.review.3\"}");
    add("approval.opened", "{\"approval\":\"t.review.4\"}");
    assertThat(progress.retrainedByDrift()).isTrue();
    assertThat(progress.approvalAfterDrift()).contains("t.review.3");
  }

  @Test
  void measuresTheFirstDriftFromTheFirstRelease() {
    add("model.released", "{}");
    elapsed = Duration.ofSeconds(24);
    add("drift.detected", "{\"similarity\":{\"sensor4\":0.5,\"sensor2\":0.25,\"sensor6\":1}}");
    elapsed = Duration.ofSeconds(60);
    add("model.released", "{}");
    add("drift.detected", "{\"similarity\":{\"sensor4\":0.1}}");
    assertThat(progress.driftAfter()).contains(Duration.ofSeconds(24));
    assertThat(progress.driftText()).isEqualTo("sensor2 0.25, sensor4 0.50, sensor6 1.00");
  }

  @Test
  void oneEngineCountsIfItWasToldBeforeTheFleet() {
    assertThat(progress.wornBeforeDrift()).isEmpty();
    progress.add(worn("engine-62", "2026-03-01T09:59:48Z"));
    progress.add(worn("engine-63", "2026-03-01T09:59:50Z"));
    assertThat(progress.wornBeforeDrift()).contains(worn("engine-62", "2026-03-01T09:59:48Z"));
    assertThat(progress.wornAhead()).as("no drift yet").isEmpty();
    add("drift.detected", "{}");
    assertThat(progress.wornAhead()).contains(Duration.ofSeconds(12));
  }

  @Test
  void oneEngineDoesNotCountAfterTheFleet() {
    add("drift.detected", "{}");
    progress.add(worn("engine-62", "2026-03-01T10:00:01Z"));
    assertThat(progress.wornBeforeDrift()).isEmpty();
    assertThat(progress.wornAhead()).isEmpty();
  }

  private static DemoProgress.WornEngine worn(String device, String at) {
    return new DemoProgress.WornEngine(device, Instant.parse(at), "sensor11: similarity 0.58");
  }

  @Test
  void countsARolloutOnlyWhenItCompleted() {
    add("rollout.finished", "{\"outcome\":\"failed\"}");
    assertThat(progress.rolledOut()).isFalse();
    add("rollout.finished", "{\"outcome\":\"completed\"}");
    assertThat(progress.rolledOut()).isTrue();
  }

  @Test
  void remembersThatAModelWasRejected() {
    add("approval.decided", "{\"approval\":\"t.review.1\",\"outcome\":\"open\"}");
    assertThat(progress.rejected()).isFalse();
    add("approval.decided", "{\"approval\":\"t.review.1\",\"outcome\":\"rejected\"}");
    assertThat(progress.rejected()).isTrue();
  }

  @Test
  void knowsWhyTrainingFailed() {
    add("training.started", "{\"run\":\"t.r.1\"}");
    add("training.failed", "{\"error\":\"no rows\"}");
    assertThat(progress.training()).isFalse();
    assertThat(progress.failure()).isEqualTo("training failed: no rows");
  }

  private void add(String kind, String data) {
    progress.add(TestingEntries.entry(kind, data), elapsed);
  }
}
