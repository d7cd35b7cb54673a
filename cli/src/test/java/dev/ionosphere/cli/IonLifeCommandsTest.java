package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done to an ION, and waiting for it. */
class IonLifeCommandsTest {
  private static final String ION = "GET /api/v1/ions/pumps";
  private static final String RUN = "POST /api/v1/ions/pumps/nodes/learn/run";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void setsAModelForAReason() {
    hub.answersTo(
        "PUT /api/v1/ions/pumps/nodes/watch/model",
        "{\"digest\":\"sha256:ab\",\"reason\":\"worse\"}",
        "{\"message\":\"set\"}");
    assertThat(terminal.ion("set-model", "pumps", "watch", "sha256:ab", "--reason", "worse"))
        .isZero();
    assertThat(terminal.out()).isEqualTo("set\n");
    assertThat(terminal.ion("set-model", "pumps", "watch", "sha256:ab")).isEqualTo(2);
  }

  @Test
  void takesTheStartOfADigestThatTablesShow() {
    String full = "sha256:0123456789ab" + "c".repeat(52);
    String other = "sha256:0123456789ff" + "c".repeat(52);
    hub.answers(
            "GET /api/v1/models",
            "{\"items\":[{\"digest\":\"%s\"},{\"digest\":\"%s\"}]}".formatted(full, other))
        .answers("GET /api/v1/models/" + full.replace(":", "%3A"), "{\"run\":\"pumps.learn.1\"}")
        .answersTo(
            "PUT /api/v1/ions/pumps/nodes/watch/model",
            "{\"digest\":\"%s\",\"reason\":\"worse\"}".formatted(full),
            "{\"message\":\"set\"}");
    assertThat(terminal.ion("models", "0123456789ab")).isZero();
    assertThat(terminal.out()).contains("pumps.learn.1");
    assertThat(terminal.ion("set-model", "pumps", "watch", "0123456789ab", "--reason", "worse"))
        .isZero();
    assertThat(terminal.ion("models", "0123456789")).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo("ion: 2 models begin with 0123456789; allowed: more digits\n");
    assertThat(terminal.ion("models", "0123")).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo(
            "ion: '0123' is too short for the start of a digest; allowed: 6 digits or more\n");
    hub.refuses("GET /api/v1/models/abcdef012345", 404, "there is no model \"abcdef012345\"");
    assertThat(terminal.ion("models", "abcdef012345")).isEqualTo(6);
  }

  @Test
  void saysWhatTheHubSaysOrWhatWasDone() {
    hub.answers("POST /api/v1/ions/pumps/launch", "{\"message\":\"pumps is live\"}")
        .answers("POST /api/v1/ions/pumps/pause", "{}")
        .answers("POST /api/v1/ions/pumps/resume", "{}")
        .answers("POST /api/v1/ions/pumps/stop", "{\"done\":true}");
    assertThat(terminal.ion("launch", "pumps")).isZero();
    assertThat(terminal.out()).isEqualTo("pumps is live\n");
    assertThat(terminal.ion("pause", "pumps")).isZero();
    assertThat(terminal.out()).isEqualTo("pumps: paused\n");
    assertThat(terminal.ion("resume", "pumps")).isZero();
    assertThat(terminal.out()).isEqualTo("pumps: resumed\n");
    assertThat(terminal.ion("stop", "pumps", "-o", "json")).isZero();
    assertThat(terminal.json().path("done").asBoolean()).isTrue();
  }

  @Test
  void takesModelsOffTheDevices() {
    hub.answers("POST /api/v1/ions/pumps/withdraw", "{\"message\":\"pumps is withdrawn\"}");
    assertThat(terminal.ion("withdraw", "pumps")).isZero();
    assertThat(terminal.out()).isEqualTo("pumps is withdrawn\n");
    String model = "sha256:" + "0".repeat(64);
    hub.answersTo(
        "POST /api/v1/models/" + model.replace(":", "%3A") + "/recall",
        "{\"reason\":\"it hurts\"}",
        "{\"ion\":\"pumps\"}");
    assertThat(terminal.ion("models", "recall", model, "--reason", "it hurts")).isZero();
    assertThat(terminal.out())
        .isEqualTo(model + " of pumps is recalled; no device is told to run it any more\n");
    assertThat(terminal.ion("models", "recall", model)).isEqualTo(2);
  }

  @Test
  void recoversALostIon() {
    hub.answers("GET /api/v1/ions", "{\"items\":[{\"name\":\"pumps\",\"status\":\"lost\"}]}")
        .answers("POST /api/v1/ions/pumps/recover", "{\"message\":\"recovered pumps\"}");
    assertThat(terminal.ion("get")).isZero();
    assertThat(terminal.out()).contains("pumps", "lost");
    assertThat(terminal.ion("recover", "pumps")).isZero();
    assertThat(terminal.out()).isEqualTo("recovered pumps\n");
    hub.refuses("POST /api/v1/ions/live/recover", 409, "ION live is stopped, not lost; launch it");
    assertThat(terminal.ion("recover", "live")).isEqualTo(1);
    assertThat(terminal.err()).contains("not lost");
  }

  @Test
  void deletesAStoppedIonOnly() {
    hub.answers("DELETE /api/v1/ions/pumps", 204, "");
    assertThat(terminal.ion("delete", "pumps")).isZero();
    assertThat(terminal.out()).isEqualTo("pumps: deleted\n");
    hub.refuses("DELETE /api/v1/ions/live", 409, "live is running; stop it first");
    assertThat(terminal.ion("delete", "live")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("ion: live is running; stop it first\n");
  }

  @Test
  void waitsForTheModelOfARun() {
    hub.answers(ION, node("idle", 1))
        .answers(RUN, "{\"message\":\"pumps/learn: started\"}")
        .answers(ION, node("running", 1))
        .answers(ION, node("idle", 2))
        .answers(
            "GET /api/v1/runs?ion=pumps&node=learn&limit=1",
            "{\"items\":[{\"id\":\"pumps.learn.2\",\"digest\":\"sha256:0123456789abcdef\"}]}");
    assertThat(terminal.ion("run", "pumps", "learn", "--wait")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            "pumps/learn: started\n"
                + "pumps.learn.2 made model 0123456789ab. Who has to allow it: ion approvals\n");
  }

  @Test
  void saysWhyARunFailed() {
    hub.answers(ION, node("idle", 1))
        .answers(RUN, "{}")
        .answers(ION, node("running", 1))
        .answers(ION, node("idle", 1))
        .answers(
            "GET /api/v1/runs?ion=pumps&node=learn&limit=1",
            "{\"items\":[{\"id\":\"pumps.learn.2\",\"state\":\"failed\",\"error\":\"no rows in data/train.csv.\"}]}");
    assertThat(terminal.ion("run", "pumps", "learn", "--wait")).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            "ion: pumps/learn made no model: run pumps.learn.2 failed: no rows in data/train.csv."
                + " See `ion runs pumps.learn.2` and `ion timeline pumps`.\n");
  }

  @Test
  void saysHowLongItWaited() {
    hub.answers(ION, node("running", 1)).answers(RUN, "{}");
    assertThat(terminal.ion("run", "pumps", "learn", "--wait", "--timeout", "0s")).isEqualTo(7);
    assertThat(terminal.err())
        .isEqualTo("ion: Timed out after 0s waiting for the run of pumps/learn.\n");
  }

  private static String node(String state, int laps) {
    return "{\"live\":{\"nodes\":{\"learn\":{\"state\":\"%s\",\"laps\":%d}}}}"
        .formatted(state, laps);
  }
}
