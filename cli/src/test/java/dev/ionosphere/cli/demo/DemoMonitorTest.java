package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.cli.TestingClock;
import dev.ionosphere.cli.TestingHub;
import dev.ionosphere.cli.TestingTerminal;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import dev.ionosphere.cli.rest.HubTrust;
import dev.ionosphere.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person sees it, poll by poll. */
class DemoMonitorTest {
  private static final Path ARCHIVE = Path.of("../examples/turbofan/data/train_FD001.txt.gz");
  private static final String ION = "/api/v1/ions/turbofan";
  private static final String TIMELINE = "GET " + ION + "/timeline?limit=200";
  private static final String PENDING = "GET /api/v1/approvals?state=pending";
  private static final String ALERTS = "GET /api/v1/alerts?all=true&ion=turbofan";
  private static final String NOBODY = "{\"items\":[]}";
  private static final String WAITS =
      "{\"items\":[{\"id\":\"turbofan.review.1\",\"subject\":\"sha256:abc\"}]}";

  /** The flights of engine 61 in its file. */
  private static final int FLIGHTS = 185;

  @TempDir static Path shared;
  private static TurbofanData data;

  @TempDir Path directory;
  private final TestingHub testing = new TestingHub();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TestingClock clock = new TestingClock(TestingTerminal.NOW);
  private final List<String> entries = new ArrayList<>();
  private TestingTerminal terminal;

  @BeforeAll
  static void write() {
    data = TurbofanData.write(ARCHIVE, shared, 1);
  }

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(testing);
  }

  @AfterEach
  void close() {
    testing.close();
  }

  @Test
  void tellsEachEntryOnceAndShowsHowFarTheTrainingIs() {
    DemoMonitor monitor = monitor(false, false, 100);
    testing.answers(PENDING, NOBODY);
    entry("ion.launched", "{}");
    entry(
        "training.started", "{\"run\":\"turbofan.retrain.1\",\"requester\":\"person:scientist\"}");
    timeline();
    progress(
        "{\"fraction\":0.5,\"phase\":\"fitting\",\"stage\":\"kmeans\",\"tasksDone\":3,\"tasksKnown\":8}");
    monitor.poll();
    assertThat(told())
        .contains("turbofan is live: one workflow, system launched it")
        .contains("turbofan.retrain.1 started on Spark, asked for by scientist")
        .contains("██████████░░░░░░░░░░ fitting kmeans, 3 of 8 tasks");
    monitor.poll();
    assertThat(told().split("started on Spark", -1)).hasSize(2);
  }

  @Test
  void asksThePersonOnceForEachModel() {
    DemoMonitor monitor = monitor(false, false, 0);
    timeline();
    testing.answers(
        PENDING,
        "{\"items\":[{\"id\":\"turbofan.review.1\",\"subject\":\"sha256:a\"},{\"id\":\"turbofan.review.2\",\"subject\":\"sha256:b\"}]}");
    monitor.poll();
    monitor.poll();
    monitor.poll();
    assertThat(told().split("Your turn", -1)).as("two questions").hasSize(3);
    assertThat(told())
        .contains("browser       " + testing.address() + "/approvals/turbofan.review.1")
        .contains("./ion approve turbofan.review.2 --reason")
        .contains("./ion approve turbofan.review.1 --ticket");
  }

  @Test
  void approvesWhatItMayAsTheApprover() {
    DemoMonitor monitor = monitor(true, true, 0);
    timeline();
    testing
        .answers(PENDING, WAITS)
        .answers(PENDING, NOBODY)
        .answersTo(
            "POST /api/v1/approvals/turbofan.review.1/decision",
            "{\"decision\":\"approve\",\"subject\":\"sha256:abc\",\"reason\":\"separates healthy flights well\"}",
            "{\"outcome\":\"approved\"}");
    monitor.poll();
    assertThat(testing.lastAsked().authorization()).isEqualTo("Bearer approver");
    monitor.poll();
    assertThat(told()).doesNotContain("Your turn");
  }

  @Test
  void saysOnceThatTheHubIsAwayAndThatItIsBack() {
    DemoOutput story = story(0);
    URI[] address = {URI.create("http://127.0.0.1:1")};
    DemoHub hub =
        new DemoHub(person -> new HubClient(address[0], Optional.of(person), HubTrust.system()));
    DemoMonitor monitor =
        new DemoMonitor(
            terminal.session(), new Demo.Choices(true, true, 1), () -> false, story, hub, data);
    monitor.poll();
    monitor.poll();
    assertThat(told().split("does not answer", -1)).hasSize(2);
    timeline();
    testing.answers(PENDING, NOBODY);
    address[0] = testing.address();
    monitor.poll();
    assertThat(told()).contains("hub         is back; nothing was lost");
  }

  @Test
  void goesOnWhileTheHubRestartsButNotWhenItIsRefused() {
    DemoMonitor monitor = monitor(true, true, 0);
    testing.refuses(TIMELINE, 503, "starting").refuses(TIMELINE, 403, "not you");
    monitor.poll();
    assertThat(told()).isEmpty();
    assertThatThrownBy(monitor::poll)
        .isInstanceOf(HubException.RefusedException.class)
        .hasMessage("not you");
  }

  @Test
  void failsWhenNothingHappensForFiveMinutes() {
    DemoMonitor monitor = monitor(true, true, 0);
    timeline();
    testing.answers(PENDING, NOBODY);
    monitor.poll();
    clock.advance(Duration.ofMinutes(4));
    assertThat(monitor.failed()).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(monitor.failed()).isTrue();
  }

  @Test
  void givesAPersonAllTheTimeThereIs() {
    DemoMonitor monitor = monitor(false, true, 0);
    timeline();
    testing.answers(PENDING, WAITS);
    monitor.poll();
    clock.advance(Duration.ofHours(3));
    assertThat(monitor.failed()).isFalse();
  }

  @Test
  void failsWhenTrainingFails() {
    DemoMonitor monitor = monitor(true, true, 0);
    testing.answers(PENDING, NOBODY);
    entry("training.failed", "{\"error\":\"no rows\"}");
    timeline();
    monitor.poll();
    assertThat(monitor.failed()).isTrue();
    assertThat(told()).contains("training failed: no rows");
  }

  @Test
  void failsWhenAPersonSaysNo() {
    DemoMonitor monitor = monitor(true, true, 0);
    testing.answers(PENDING, NOBODY);
    entry(
        "approval.decided",
        "{\"approval\":\"turbofan.review.1\",\"outcome\":\"rejected\",\"person\":\"ann\",\"reason\":\"too old\"}");
    timeline();
    monitor.poll();
    assertThat(monitor.failed()).isTrue();
    assertThat(told()).contains("turbofan.review.1 rejected by ann: “too old”");
  }

  @Test
  void isCompleteWhenTheCircleHasClosed() {
    DemoMonitor monitor = wholeStory(FLIGHTS);
    monitor.poll();
    assertThat(monitor.complete()).isTrue();
    assertThat(monitor.failed()).isFalse();
    assertThat(told()).contains("the fleet's data is no longer like training: sensor4 0.41");
  }

  @Test
  void namesTheEngineThatWearsOutOnce() {
    DemoMonitor monitor = wholeStory(FLIGHTS);
    monitor.poll();
    monitor.poll();
    assertThat(told())
        .containsOnlyOnce(
            "engine-61   this engine is unlike the others: sensor11: similarity 0.58, allowed 0.80");
  }

  @Test
  void theVerdictMissesAnEngineThatWasToldBeforeTheFleet() {
    DemoMonitor monitor = wholeStory(FLIGHTS, "2026-03-01T10:00:09Z");
    monitor.poll();
    testing
        .answers("GET /api/v1/devices/engine-61/anomalies?limit=1000", NOBODY)
        .answers("GET " + ION + "/timeline/verify", "{\"intact\":true,\"records\":12}");
    assertThat(names(monitor.verdict())).contains("one engine told: none before the fleet's drift");
  }

  @Test
  void isNotCompleteWhileRowsAreMissing() {
    DemoMonitor monitor = wholeStory(FLIGHTS - 1);
    monitor.poll();
    assertThat(monitor.complete()).isFalse();
  }

  @Test
  void theVerdictCountsWhatTrulyHappened() {
    DemoMonitor monitor = wholeStory(FLIGHTS);
    monitor.poll();
    testing
        .answers(
            "GET /api/v1/devices/engine-61/anomalies?limit=1000", "{\"items\":[" + worn() + "]}")
        .answers(
            "GET " + ION + "/timeline/verify", "{\"intact\":true,\"records\":12,\"witnessed\":12}");
    Verdict verdict = monitor.verdict();
    assertThat(verdict.holds()).isTrue();
    assertThat(names(verdict))
        .containsExactly(
            "devices on the model: 1 of 1",
            "rows scored: 185 of 185 in the files",
            "false alarms: 0.0 % of 60 healthy flights (1-60), at most 3 %",
            "wear noticed: 100.0 % of the last 30 flights, missed 0.0 %; at least 90 %",
            "one engine told: engine-61, 2 s before the drift; sensor11: similarity 0.58, allowed 0.80 or more",
            "drift found: 0 s after the release; least like training: sensor4 0.41, sensor11 0.70",
            "trained again: asked for by the drift, not by a person",
            "second approval: turbofan.review.2 came up",
            "timeline: 12 records, every hash fits, and Temporal's history");
  }

  @Test
  void theVerdictNamesABrokenLedger() {
    DemoMonitor monitor = wholeStory(FLIGHTS);
    monitor.poll();
    testing
        .answers("GET /api/v1/devices/engine-61/anomalies?limit=1000", NOBODY)
        .answers(
            "GET " + ION + "/timeline/verify",
            "{\"intact\":false,\"badSequence\":7,\"reason\":\"its hash differs\"}");
    Verdict verdict = monitor.verdict();
    assertThat(verdict.holds()).isFalse();
    assertThat(names(verdict)).contains("timeline: record 7: its hash differs");
  }

  @Test
  void saysWhatItWaitsForAfterTheLastFlight() {
    DemoMonitor monitor = monitor(true, true, 0);
    testing.answers(PENDING, NOBODY);
    entry("training.finished", "{\"run\":\"turbofan.retrain.1\",\"digest\":\"sha256:aaa\"}");
    entry("model.released", "{\"generation\":1,\"node\":\"detect\"}");
    entry("rollout.finished", "{\"outcome\":\"completed\"}");
    timeline();
    testing.answers(ALERTS, NOBODY);
    fleet(FLIGHTS);
    monitor.poll();
    monitor.poll();
    assertThat(told())
        .containsOnlyOnce("none yet, and every flight is in; it is waited for, at most 5 minutes");
  }

  private DemoMonitor wholeStory(int rows) {
    return wholeStory(rows, "2026-03-01T10:00:03Z");
  }

  /** Drift is found at 10:00:05. */
  private DemoMonitor wholeStory(int rows, String unlikeAt) {
    DemoMonitor monitor = monitor(true, true, 0);
    testing.answers(PENDING, NOBODY);
    entry("training.started", "{\"run\":\"turbofan.retrain.1\",\"reason\":\"request\"}");
    entry("training.finished", "{\"run\":\"turbofan.retrain.1\"}");
    entry("model.released", "{\"generation\":1,\"node\":\"detect\"}");
    entry("rollout.started", "{\"devices\":1,\"waves\":[1]}");
    entry("rollout.finished", "{\"outcome\":\"completed\",\"active\":1}");
    entry("drift.detected", "{\"similarity\":{\"sensor4\":0.41,\"sensor11\":0.7}}");
    entry("training.started", "{\"run\":\"turbofan.retrain.2\",\"reason\":\"drift\"}");
    entry("training.finished", "{\"run\":\"turbofan.retrain.2\"}");
    entry("approval.opened", "{\"approval\":\"turbofan.review.2\"}");
    timeline();
    testing.answers(
        ALERTS,
        """
        {"items":[
          {"id":2,"kind":"device-silent","device":"engine-61","openedAt":"2026-03-01T10:00:01Z",
           "message":"nothing was heard"},
          {"id":1,"kind":"device-unlike","device":"engine-61","openedAt":"%s",
           "message":"engine-61, node detect: sensor11: similarity 0.58, allowed 0.80 or more; sensor12: similarity 0.61, allowed 0.80 or more"}]}
        """
            .formatted(unlikeAt));
    fleet(rows);
    return monitor;
  }

  private void fleet(int rows) {
    testing
        .answers(
            "GET " + ION + "/nodes/detect/statistics",
            "{\"devices\":[{\"device\":\"engine-61\",\"rows\":%d,\"anomalies\":30}]}"
                .formatted(rows))
        .answers(
            "GET /api/v1/devices",
            "{\"items\":[{\"id\":\"engine-61\",\"models\":[{\"status\":\"active\",\"actualGeneration\":1}]}]}");
  }

  /** The last flights of the engine, all of them unusual. */
  private static String worn() {
    List<String> rows = new ArrayList<>();
    for (int row = FLIGHTS - TurbofanData.WORN; row < FLIGHTS; row++) {
      rows.add("{\"rowNumber\":" + row + "}");
    }
    return String.join(",", rows);
  }

  private static List<String> names(Verdict verdict) {
    return verdict.steps().stream().map(step -> step.name() + ": " + step.figures()).toList();
  }

  private void progress(String progress) {
    testing
        .answers(
            "GET /api/v1/runs?ion=turbofan&node=retrain",
            "{\"items\":[{\"id\":\"turbofan.retrain.1\"}]}")
        .answers("GET /api/v1/runs/turbofan.retrain.1", "{\"progress\":" + progress + "}");
  }

  private void entry(String kind, String entryData) {
    entries.addFirst(
        "{\"seq\":%d,\"kind\":\"%s\",\"time\":\"2026-03-01T10:00:%02dZ\",\"actor\":\"system\",\"data\":%s}"
            .formatted(entries.size() + 1, kind, entries.size(), entryData));
  }

  private void timeline() {
    testing.answers(TIMELINE, "{\"items\":[" + String.join(",", entries) + "]}");
  }

  private DemoMonitor monitor(boolean yes, boolean exit, int columns) {
    DemoHub hub =
        new DemoHub(
            person -> new HubClient(testing.address(), Optional.of(person), HubTrust.system()));
    return new DemoMonitor(
        terminal.session(), new Demo.Choices(yes, exit, 1), () -> false, story(columns), hub, data);
  }

  private DemoOutput story(int columns) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new DemoOutput(Terminal.of(stream, stream, Map.of("NO_COLOR", "1"), columns), clock);
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
