package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.TestingClock;
import dev.ionosphere.cli.TestingTerminal;
import dev.ionosphere.cli.process.RunningProcess;
import dev.ionosphere.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every line of the demo, word by word. */
class NarratorLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final TestingClock clock = new TestingClock(TestingTerminal.NOW);
  private final DemoOutput story = new DemoOutput(Terminal.of(stream, stream, Map.of(), 0), clock);
  private final Narrator narrator = new Narrator(story);

  @Test
  void training() {
    assertThat(line("training.stopped", "{\"run\":\"t.r.1\",\"reason\":\"by ann\"}"))
        .isEqualTo("training    t.r.1 was stopped: by ann");
    assertThat(line("training.failed", "{\"error\":\"no rows\"}"))
        .isEqualTo("training    training failed: no rows");
    assertThat(
            line(
                "training.finished",
                "{\"digest\":\"sha256:0123456789abcdef\",\"metrics\":{\"rows\":3600.0,\"k\":8.0,\"silhouette\":0.25049,\"seconds\":9}}"))
        .isEqualTo("training    model 0123456789ab is signed; rows 3,600, k 8, silhouette 0.250");
  }

  @Test
  void approvals() {
    assertThat(line("approval.opened", "{\"approval\":\"t.review.1\"}"))
        .isEqualTo("approval    t.review.1 waits for a person");
    assertThat(
            line(
                "approval.decided",
                "{\"approval\":\"t.review.1\",\"outcome\":\"approved\",\"person\":\"ann\"}"))
        .isEqualTo("approval    t.review.1 approved by ann");
    assertThat(
            line(
                "approval.decided",
                "{\"approval\":\"t.review.1\",\"outcome\":\"rejected\",\"person\":\"ann\",\"reason\":\"old\"}"))
        .isEqualTo("approval    t.review.1 rejected by ann: “old”");
    assertThat(line("approval.expired", "{\"approval\":\"t.review.1\"}"))
        .isEqualTo("approval    t.review.1 is closed without a decision");
    assertThat(
            line(
                "decision.refused",
                "{\"approval\":\"t.review.1\",\"reason\":\"ann asked for it\"}"))
        .isEqualTo("approval    a decision on t.review.1 was refused: ann asked for it");
  }

  @Test
  void releasesAndRollouts() {
    assertThat(line("model.released", "{\"generation\":2,\"node\":\"detect\"}"))
        .isEqualTo("release     generation 2 of detect");
    assertThat(line("rollout.started", "{\"devices\":8,\"waves\":[1,7]}"))
        .isEqualTo("rollout     to 8 devices in waves of 1, 7");
    assertThat(line("rollout.started", "{\"devices\":2,\"waves\":[2]}"))
        .isEqualTo("rollout     to 2 devices in one wave");
    assertThat(line("rollout.wave", "{\"wave\":1,\"active\":1,\"asked\":1,\"verdict\":\"passed\"}"))
        .isEqualTo("rollout     wave 1: 1 of 1 active, passed");
    assertThat(
            line(
                "rollout.finished",
                "{\"outcome\":\"completed\",\"active\":8,\"failed\":0,\"silent\":0}"))
        .isEqualTo("rollout     completed: 8 active, 0 failed, 0 silent");
    assertThat(
            line(
                "rollout.finished",
                "{\"outcome\":\"superseded\",\"active\":3,\"failed\":0,\"silent\":5}"))
        .isEqualTo("rollout     superseded: 3 active, 0 failed, 5 silent");
  }

  @Test
  void devices() {
    assertThat(line("device.applied", "{\"device\":\"engine-61\",\"status\":\"active\"}"))
        .as("its wave says so")
        .isEmpty();
    assertThat(
            line(
                "device.applied",
                "{\"device\":\"engine-61\",\"status\":\"silent\",\"reason\":\"no answer for 1h\"}"))
        .isEqualTo("engine-61   no answer for 1h");
    assertThat(line("device.behind", "{\"device\":\"engine-61\",\"message\":\"on release 1\"}"))
        .isEqualTo("engine-61   on release 1");
  }

  @Test
  void driftAndTheRest() {
    assertThat(line("drift.detected", "{\"similarity\":{\"a\":0.9,\"b\":0.1,\"c\":0.5,\"d\":0.2}}"))
        .isEqualTo(
            "drift       the fleet's data is no longer like training: b 0.10, d 0.20, c 0.50");
    assertThat(line("drift.cleared", "{}")).isEqualTo("drift       cleared");
    assertThat(line("run.skipped", "{\"reason\":\"the ION is paused\"}"))
        .isEqualTo("held back   : the ION is paused");
    assertThat(line("ion.paused", "{}")).isEqualTo("ion         ion.paused by system");
  }

  @Test
  void theTimeIsThatSinceTheStart() {
    clock.advance(Duration.ofSeconds(754));
    narrator.tell(TestingEntries.entry("drift.cleared", "{}"));
    assertThat(told()).startsWith("   12:34  drift");
  }

  @Test
  void theSummaryTellsWhatDidNotHappen() {
    clock.advance(Duration.ofSeconds(125));
    Summary summary = new Summary(story);
    summary.print(new Verdict(List.of(new Verdict.Step("rows scored", true, "185 of 185"))));
    assertThat(told()).contains("✓ rows scored           185 of 185", "All of it, in 2:05.");
    out.reset();
    summary.print(
        new Verdict(
            List.of(
                new Verdict.Step("rows scored", true, "185 of 185"),
                new Verdict.Step("drift found", false, "never"))));
    assertThat(told()).contains("✗ drift found           never", "Not all of it.");
  }

  @Test
  void theSummaryShowsMemoryOfWhatStillRuns() {
    new Summary(story)
        .memory(
            Map.of(
                "temporal",
                RunningProcess.of(ProcessHandle.current()),
                "hub",
                new RunningProcess(Long.MAX_VALUE, java.time.Instant.EPOCH)));
    assertThat(told()).containsPattern("temporal +\\d+ +-").doesNotContain("hub");
  }

  /** What is said, without the time. */
  private String line(String kind, String data) {
    out.reset();
    narrator.tell(TestingEntries.entry(kind, data));
    return told().isEmpty() ? "" : told().strip().substring("0:00  ".length());
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
