package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person and a script see when the hub refuses or is not there. */
class HubProblemsTest {
  /** A command of each kind, with its first request. */
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("get pumps", "GET /api/v1/ions/pumps"),
          Map.entry("describe pumps", "GET /api/v1/ions/pumps"),
          Map.entry("launch pumps", "POST /api/v1/ions/pumps/launch"),
          Map.entry("pause pumps", "POST /api/v1/ions/pumps/pause"),
          Map.entry("resume pumps", "POST /api/v1/ions/pumps/resume"),
          Map.entry("stop pumps", "POST /api/v1/ions/pumps/stop"),
          Map.entry("delete pumps", "DELETE /api/v1/ions/pumps"),
          Map.entry("run pumps learn", "GET /api/v1/ions/pumps"),
          Map.entry("runs", "GET /api/v1/runs"),
          Map.entry("runs r.1 stop", "POST /api/v1/runs/r.1/stop"),
          Map.entry("approvals", "GET /api/v1/approvals?state=pending"),
          Map.entry("approve a.1", "GET /api/v1/approvals/a.1"),
          Map.entry("reject a.1", "GET /api/v1/approvals/a.1"),
          Map.entry("models", "GET /api/v1/models"),
          Map.entry("devices d-1", "GET /api/v1/devices/d-1"),
          Map.entry("rollouts r:1 abort", "POST /api/v1/rollouts/r%3A1/abort"),
          Map.entry("timeline pumps", "GET /api/v1/ions/pumps/timeline?limit=100"),
          Map.entry("timeline verify pumps", "GET /api/v1/ions/pumps/timeline/verify"),
          Map.entry("health pumps detect", "GET /api/v1/ions/pumps/nodes/detect/health"),
          Map.entry("alerts", "GET /api/v1/alerts?state=open"),
          Map.entry("alerts close 7", "POST /api/v1/alerts/7/close"),
          Map.entry("watch", "GET /api/v1/events"),
          Map.entry("people", "GET /api/v1/people"),
          Map.entry("people remove ann", "DELETE /api/v1/people/ann"),
          Map.entry("devices token d-1", "POST /api/v1/devices/tokens"),
          Map.entry("keys models", "GET /api/v1/keys/models"),
          Map.entry("keys models rotate --reason x", "POST /api/v1/keys/models/rotate"),
          Map.entry("keys models revoke a --reason x", "POST /api/v1/keys/models/a/revoke"),
          Map.entry("devices conflicts", "GET /api/v1/orders/conflicts"),
          Map.entry("devices overrule d-1 --reason x", "POST /api/v1/orders/conflicts/overrule"),
          Map.entry("devices revoke d-1 --reason x", "POST /api/v1/devices/d-1/revoke"),
          Map.entry("edge enrol d-1", "POST /api/v1/devices/tokens"));

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
  void everyCommandShowsTheDetailAndNothingElse() {
    COMMANDS.forEach((command, request) -> {
      hub.refuses(request, 404, "pumps is unknown");
      assertThat(terminal.ion(command.split(" "))).as(command).isEqualTo(6);
      assertThat(terminal.err()).as(command).isEqualTo("ion: pumps is unknown\n");
      assertThat(terminal.out()).as(command).isEmpty();
    });
  }

  @Test
  void eachStatusHasItsExitCode() {
    Map<Integer, Integer> codes =
        Map.of(400, 2, 401, 5, 403, 5, 404, 6, 409, 1, 422, 2, 500, 1, 503, 1);
    codes.forEach((status, code) -> {
      String ion = "ion-" + status;
      hub.refuses("POST /api/v1/ions/" + ion + "/launch", status, "not now");
      assertThat(terminal.ion("launch", ion)).as("status " + status).isEqualTo(code);
    });
  }

  @Test
  void aTokenThatIsNotTakenIsNamedByItsFile() {
    hub.refuses("GET /api/v1/alerts?state=open", 401, "who are you");
    assertThat(terminal.ion("alerts")).isEqualTo(5);
    assertThat(terminal.err())
        .contains(hub.address() + " does not take the token in ", "viewer.token", "ion login URL");
    terminal.with("ION_TOKEN", "mine");
    assertThat(terminal.ion("alerts")).isEqualTo(5);
    assertThat(terminal.err()).contains("does not take the token in ION_TOKEN");
  }

  @Test
  void aHubThatIsAwayIsNamedWithWhatToDo() {
    for (String command : List.of("get", "alerts close 7", "watch", "timeline verify pumps")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--hub", "http://127.0.0.1:1"));
      assertThat(terminal.ion(words.toArray(String[]::new))).as(command).isEqualTo(4);
      assertThat(terminal.err())
          .contains("http://127.0.0.1:1", "ion up", "ion doctor")
          .doesNotContain("Exception");
    }
  }

  @Test
  void withoutAnyHubItSaysHowToGetOne() {
    TestingTerminal empty = new TestingTerminal(directory.resolve("empty"));
    assertThat(empty.ion("get")).isEqualTo(4);
    assertThat(empty.err()).contains("`ion up`", "`ion login URL`");
  }

  @Test
  void aPageOfAProxyIsShownShortAndHarmless() {
    hub.answersAnyBody("GET /api/v1/ions", 502, "<html>\u001b[2J" + "x".repeat(900));
    assertThat(terminal.ion("get")).isEqualTo(1);
    assertThat(terminal.err()).startsWith("ion: <html>?[2Jxxx").hasSizeLessThan(260);
  }

  @Test
  void anAnswerThatIsNotJsonIsNoHub() {
    hub.answers("GET /api/v1/ions", "<html>welcome</html>");
    assertThat(terminal.ion("get")).isEqualTo(4);
    assertThat(terminal.err()).contains("it is not a hub: the answer is not JSON");
  }

  @Test
  void anotherUserIsChosenByOptionBeforeVariable() {
    hub.answers("GET /api/v1/ions", "{\"items\":[]}");
    terminal.with("ION_USER", "operator");
    assertThat(terminal.ion("get")).isZero();
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer operator-token");
    assertThat(terminal.ion("get", "--as", "approver")).isZero();
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer approver-token");
  }

  @Test
  void theHubOfTheEnvironmentIsAskedWithItsToken() {
    hub.answers("GET /api/v1/ions", "{\"items\":[]}");
    TestingTerminal elsewhere =
        new TestingTerminal(directory.resolve("empty"))
            .with("ION_HUB_URL", hub.address() + "/")
            .with("ION_TOKEN", "mine");
    assertThat(elsewhere.ion("get")).isZero();
    assertThat(elsewhere.out()).isEqualTo("none\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer mine");
  }

  @Test
  void aWrongFormatNamesTheRightOnes() {
    assertThat(terminal.ion("get", "-o", "xml")).isEqualTo(2);
    assertThat(terminal.err()).contains("-o", "xml", "table, json, yaml");
  }
}
