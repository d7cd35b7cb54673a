package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModelHealthTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void eachBrokenFeatureOfASignalIsNamedTheWorstFirst() {
    ModelHealth.Line drift = drift(judged(List.of(0.7, 0.95, 0.1, 0.4)));
    assertThat(drift.text()).isEqualTo("s2 0.1");
    assertThat(drift.broken())
        .extracting(ModelHealth.Broken::subject)
        .containsExactly("s2", "s3", "s0");
    assertThat(drift.more()).isZero();
  }

  @Test
  void thoseBeyondTheTenthAreCounted() {
    ModelHealth.Line drift =
        drift(judged(IntStream.range(0, 14).mapToObj(i -> 0.7 - 0.01 * i).toList()));
    assertThat(drift.broken()).hasSize(10);
    assertThat(drift.broken().getFirst().subject()).isEqualTo("s13");
    assertThat(drift.more()).isEqualTo(4);
  }

  @Test
  void withoutAJudgementNothingIsBroken() {
    assertThat(ModelHealth.lines(null))
        .hasSize(4)
        .allMatch(line -> line.broken().isEmpty() && line.state().equals("unknown"));
  }

  @Test
  void whatIsBrokenAndNotYetRaisedIsPending() {
    assertThat(drift(judged(List.of(0.7), "")).state()).isEqualTo("pending");
    assertThat(drift(judged(List.of(0.7))).state()).isEqualTo("raised");
    assertThat(drift(judged(List.of(0.9), "")).state()).isEqualTo("fine");
    ModelHealth.Line again = drift(judged(List.of(0.9)));
    assertThat(again.state()).isEqualTo("raised");
    assertThat(again.text()).isEqualTo("s0 0.9; fine when last judged");
  }

  @Test
  void predictionsHaveNothingToBeComparedWithAtFirst() {
    assertThat(predictions(judged(List.of(0.9)))).contains("its first rows, once there are more");
    assertThat(predictions(null)).isEqualTo("too few rows to judge");
  }

  private static String predictions(@Nullable NodeHealth health) {
    return ModelHealth.lines(health).stream()
        .filter(line -> line.signal().equals(Signal.PREDICTIONS.alert()))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static ModelHealth.Line drift(NodeHealth health) {
    return ModelHealth.lines(health).getFirst();
  }

  private static NodeHealth judged(List<Double> similarities) {
    return judged(similarities, "DRIFT");
  }

  private static NodeHealth judged(List<Double> similarities, String raised) {
    List<Finding> findings =
        IntStream.range(0, similarities.size())
            .mapToObj(i -> finding("s" + i, similarities.get(i)))
            .toList();
    return new NodeHealth(
        "h.detect.sha256:1",
        "h",
        "detect",
        "sha256:1",
        true,
        0,
        Map.of(),
        200,
        NOW,
        true,
        1,
        NOW,
        null,
        Json.canonical(findings),
        raised,
        NOW,
        NOW,
        false);
  }

  private static Finding finding(String feature, double similarity) {
    return new Finding(
        Signal.DRIFT, feature, similarity, 0.8, similarity < 0.8, feature + " " + similarity);
  }
}
