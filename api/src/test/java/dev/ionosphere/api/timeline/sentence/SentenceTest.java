package dev.ionosphere.api.timeline.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.HealthEvent;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceTest {

  static List<String> kinds() {
    return EventKinds.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindHasOne(String kind) {
    Sentence sentence = Sentence.of(TestingEntries.event(kind, "engine-61", Map.of()));
    assertThat(sentence.text()).isNotBlank().doesNotContain("null", kind);
    assertThat(sentence.whole()).doesNotContain("null");
  }

  @Test
  void saysWhoDecidedForWhom() {
    ApprovalEvent decided =
        new ApprovalEvent.ApprovalDecided(
            "calm.review.1",
            "sha256:a",
            "approve",
            "ada",
            "grace",
            "approver",
            "fine",
            "open",
            "t-1");
    assertThat(Sentence.of(decided))
        .isEqualTo(
            new Sentence(
                Mood.OK,
                "ada for grace approved, more approvals are needed",
                "fine",
                "/approvals/calm.review.1"));
  }

  @Test
  void saysWhyAWaveFailed() {
    RolloutEvent wave =
        new RolloutEvent.RolloutWave("rollout:calm:detect:1", 2, 3, 1, 1, 1, "failed", "too few");
    assertThat(Sentence.of(wave).whole()).isEqualTo("Wave 2 failed: too few");
  }

  @Test
  void saysHowManyRowsAreAnomalies() {
    HealthEvent anomalies =
        new HealthEvent.AnomaliesDetected("detect", "sha256:a", 0.236, 0.1, 640);
    assertThat(Sentence.of(anomalies).whole())
        .isEqualTo("Too many rows are anomalies: 23.6 % of 640, allowed 10.0 %");
  }

  @Test
  void namesWhatIsMostUnlikeTraining() {
    HealthEvent drift =
        new HealthEvent.DriftDetected("detect", "sha256:a", Map.of("T30", 0.41, "Nf", 0.95), 640);
    assertThat(Sentence.of(drift).whole())
        .isEqualTo(
            "Drift: the data is unlike training: most unlike: T30, similarity 0.4100, over 640"
                + " rows");
  }
}
