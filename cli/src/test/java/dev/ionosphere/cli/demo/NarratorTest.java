package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final Narrator narrator =
      new Narrator(
          new DemoOutput(
              Terminal.of(stream, stream, Map.of(), 0),
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

  @Test
  void tellsOfTrainingInWordsOfPeople() {
    tell(
        "training.started",
        "{\"run\":\"t.r.1\",\"reason\":\"request\",\"requester\":\"person:s\"}");
    tell("training.finished", "{\"run\":\"t.r.1\",\"digest\":\"sha256:0123456789abcdef\"}");
    assertThat(told())
        .contains("training    t.r.1 started on Spark, asked for by s")
        .contains("model 0123456789ab is signed");
  }

  @Test
  void tellsHowARolloutEnded() {
    tell("rollout.finished", "{\"outcome\":\"failed\",\"active\":1,\"failed\":7,\"silent\":0}");
    assertThat(told()).contains("rollout     failed: 1 active, 7 failed, 0 silent");
  }

  @Test
  void namesWhatItHasNoWordsFor() {
    tell("model.set", "{}");
    tell("new", "{}");
    assertThat(told()).contains("ledger      model.set").contains("ledger      new");
  }

  @Test
  void tellsWhyADeviceRefusedWithoutItsControlCharacters() {
    tell(
        "device.applied",
        "{\"device\":\"engine-61\",\"status\":\"refused\",\"reason\":\"bad\\u001b[2J\"}");
    assertThat(told()).contains("refused the model: bad?[2J");
  }

  private void tell(String kind, String data) {
    narrator.tell(TestingEntries.entry(kind, data));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
