package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
          new Story(
              Terminal.of(stream, stream, Map.of(), 0),
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

  @Test
  void knowsThatDriftAskedForTheSecondModel() {
    tell(
        "training.started",
        "{\"run\":\"t.r.1\",\"reason\":\"request\",\"requester\":\"person:s\"}");
    assertThat(narrator.training()).isTrue();
    tell("training.finished", "{\"run\":\"t.r.1\",\"digest\":\"sha256:0123456789abcdef\"}");
    tell("approval.opened", "{\"approval\":\"t.review.1\"}");
    assertThat(narrator.retrainedByDrift()).isFalse();
    tell("drift.detected", "{\"similarity\":{\"sensor4\":0.5,\"sensor2\":0.25,\"sensor6\":1}}");
    tell("training.started", "{\"run\":\"t.r.2\",\"reason\":\"drift\",\"requester\":\"drift\"}");
    tell("training.finished", "{\"run\":\"t.r.2\",\"digest\":\"sha256:1\"}");
    tell("approval.opened", "{\"approval\":\"t.review.2\"}");
    assertThat(narrator.retrainedByDrift()).isTrue();
    assertThat(narrator.approvalsOpened()).containsExactly("t.review.1", "t.review.2");
    assertThat(narrator.driftText()).isEqualTo("sensor2 0.25, sensor4 0.50, sensor6 1.00");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("training    t.r.1 started on Spark, asked for by s")
        .contains("model 0123456789ab is signed");
  }

  @Test
  void countsARolloutOnlyWhenItCompleted() {
    tell("rollout.finished", "{\"outcome\":\"failed\",\"active\":1,\"failed\":7}");
    assertThat(narrator.rolledOut()).isFalse();
    tell("rollout.finished", "{\"outcome\":\"completed\",\"active\":8}");
    assertThat(narrator.rolledOut()).isTrue();
  }

  @Test
  void remembersThatAModelWasRejected() {
    tell("approval.decided", "{\"approval\":\"t.review.1\",\"outcome\":\"open\"}");
    assertThat(narrator.rejected()).isFalse();
    tell("approval.decided", "{\"approval\":\"t.review.1\",\"outcome\":\"rejected\"}");
    assertThat(narrator.rejected()).isTrue();
  }

  @Test
  void tellsWhyADeviceRefusedWithoutItsControlCharacters() {
    tell(
        "device.applied",
        "{\"device\":\"engine-61\",\"status\":\"REFUSED\",\"reason\":\"bad\\u001b[2J\"}");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("refused the model: bad?[2J");
  }

  private void tell(String kind, String data) {
    try {
      narrator.tell(
          new ObjectMapper()
              .readTree(
                  "{\"kind\":\"%s\",\"actor\":\"system\",\"data\":%s}".formatted(kind, data)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
