package dev.ionosphere.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.cli.TestingHub;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shells in the place of edges. */
class EdgeStarterTest {
  private static final String DEVICES = "GET /api/v1/devices";
  private static final String NOT_SEEN = "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private final List<String> told = new ArrayList<>();
  private final List<String> working = new ArrayList<>();
  private Supervisor supervisor;

  @BeforeEach
  void start() {
    Layout layout = new Layout(directory);
    supervisor = new Supervisor(layout, ProcessTable.read(layout.table()));
  }

  @AfterEach
  void end() {
    supervisor.table().processes().values().stream()
        .flatMap(process -> process.handle().stream())
        .forEach(ProcessHandle::destroyForcibly);
    hub.close();
  }

  @Test
  void isReadyWhenTheHubHasHeardFromAll() {
    hub.answers(DEVICES, NOT_SEEN)
        .answers(DEVICES, NOT_SEEN)
        .answers(DEVICES, seen("a"))
        .answers(DEVICES, seen("a", "b"));
    start("exec sleep 600", Duration.ofSeconds(20), "a", "b");
    assertThat(working).containsOnly("edges starting a, b", "edges starting b");
    assertThat(told).containsExactly("ready edges: a, b");
  }

  @Test
  void anEarlierSightIsNoSignOfLife() {
    hub.answers(DEVICES, seen("a"));
    start("exec sleep 600", Duration.ofMillis(400), "a");
    assertThat(told)
        .containsExactly(
            "warning a runs but has not reported to the hub for 0 s. See `ion logs edge:a`.");
  }

  @Test
  void whatRunsAlreadyIsReady() {
    hub.answers(DEVICES, NOT_SEEN).answers(DEVICES, NOT_SEEN).answers(DEVICES, seen("a"));
    start("exec sleep 600", Duration.ofSeconds(20), "a");
    told.clear();
    working.clear();
    start("echo a second one; exit 1", Duration.ofSeconds(20), "a");
    assertThat(told).containsExactly("ready edges: a");
    assertThat(working).as("nothing starts").isEmpty();
  }

  @Test
  void oneThatDiesDoesNotStopTheOthers() {
    hub.answers(DEVICES, NOT_SEEN).answers(DEVICES, seen("b"));
    EdgeStarter starter =
        new EdgeStarter(
            supervisor,
            edge ->
                definition(
                    edge, edge.device().equals("a") ? "echo no key; exit 1" : "exec sleep 600"),
            client(),
            Duration.ofSeconds(20));
    assertThatThrownBy(() -> starter.start(List.of(edge("a"), edge("b")), new Told()))
        .isInstanceOf(StartFailedException.class)
        .hasMessageStartingWith("edge:a ended while starting")
        .hasMessageContaining("no key")
        .hasMessageNotContaining("edge:b");
    assertThat(told).containsExactly("ready edges: b");
    assertThat(supervisor.alive("edge:b")).isTrue();
  }

  @Test
  void aHubThatStumblesIsAskedAgain() {
    hub.answers(DEVICES, NOT_SEEN).refuses(DEVICES, 503, "starting").answers(DEVICES, seen("a"));
    start("exec sleep 600", Duration.ofSeconds(20), "a");
    assertThat(told).containsExactly("ready edges: a");
  }

  @Test
  void nothingStartsAfterACancel() {
    hub.answers(DEVICES, NOT_SEEN);
    supervisor.cancel();
    assertThatThrownBy(() -> start("exec sleep 600", Duration.ofSeconds(20), "a"))
        .isInstanceOf(StartFailedException.class)
        .hasMessage("edge:a was not started: stopping");
    assertThat(supervisor.table().processes()).isEmpty();
  }

  private void start(String script, Duration patience, String... devices) {
    List<EdgeSettings> edges = new ArrayList<>();
    for (String device : devices) {
      edges.add(edge(device));
    }
    new EdgeStarter(supervisor, edge -> definition(edge, script), client(), patience)
        .start(edges, new Told());
  }

  private HubClient client() {
    return new HubClient(hub.address(), Optional.of("viewer"), HubTrust.system());
  }

  private static EdgeSettings edge(String device) {
    return new EdgeSettings(device, Map.of(), "/data");
  }

  private Supervisor.Definition definition(EdgeSettings edge, String script) {
    return new Supervisor.Definition(
        LocalSystem.EDGE + edge.device(),
        List.of("sh", "-c", script),
        Map.of(),
        directory,
        List.of());
  }

  private static String seen(String... devices) {
    List<String> items = new ArrayList<>();
    for (String device : devices) {
      items.add("{\"id\":\"%s\",\"lastSeen\":\"2026-01-01T00:00:00Z\"}".formatted(device));
    }
    return "{\"items\":[" + String.join(",", items) + "]}";
  }

  /** What a person is told for good. */
  private final class Told implements UpProgress {
    @Override
    public void working(String process, String what) {
      working.add(process + " " + what);
    }

    @Override
    public void ready(String process, String detail) {
      told.add("ready " + process + ": " + detail);
    }

    @Override
    public void warning(String text) {
      told.add("warning " + text);
    }
  }
}
