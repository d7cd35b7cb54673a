package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.Ports;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.temporal.TemporalFinder;
import dev.ionosphere.cli.temporal.TemporalSource;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The Temporal server of this machine, or the one that {@code TEMPORAL_ADDRESS} names. */
public final class TemporalServer {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int PORT = 7233;
  private static final int HTTP_PORT = 7243;
  private static final int UI_PORT = 8233;
  private static final int METRICS_PORT = 7253;

  private final Supervisor supervisor;
  private final Starter starter;
  private final Definitions definitions;
  private final TemporalFinder finder;
  private final Map<String, String> environment;

  TemporalServer(
      Supervisor supervisor,
      Starter starter,
      Definitions definitions,
      TemporalFinder finder,
      Map<String, String> environment) {
    this.supervisor = supervisor;
    this.starter = starter;
    this.definitions = definitions;
    this.finder = finder;
    this.environment = environment;
  }

  public String address() {
    String given = environment.getOrDefault("TEMPORAL_ADDRESS", "");
    return given.isEmpty() ? "127.0.0.1:" + table().port(LocalSystem.TEMPORAL).orElse(PORT) : given;
  }

  public String namespace() {
    String given = environment.getOrDefault("TEMPORAL_NAMESPACE", "");
    return given.isEmpty() ? DEFAULT_NAMESPACE : given;
  }

  /** Its page of all workflows, if it is known where it is. */
  public Optional<String> workflows() {
    return ui().map(ui -> ui + "/namespaces/" + namespace() + "/workflows");
  }

  /** Where its own pages are, if they are known. */
  public Optional<URI> ui() {
    String given = environment.getOrDefault("TEMPORAL_UI", "");
    return given.isEmpty()
        ? table().port("temporal-ui").map(port -> URI.create("http://127.0.0.1:" + port))
        : Optional.of(URI.create(given));
  }

  private ProcessTable table() {
    return supervisor.table();
  }

  void start(UpProgress progress) {
    if (supervisor.runs(LocalSystem.TEMPORAL, () -> Ports.answers(address()))) {
      progress.ready(LocalSystem.TEMPORAL, "was running; " + address());
      return;
    }
    TemporalSource source =
        finder.find((fetched, compiled, elapsed) ->
            progress.working(
                LocalSystem.TEMPORAL,
                "building the server once: %d modules fetched, %d packages compiled, %d s"
                    .formatted(fetched, compiled, elapsed.toSeconds())));
    switch (source) {
      case TemporalSource.Remote(String address) -> {
        if (!Ports.answers(address)) {
          throw new StartFailedException(
              "nothing answers at \"%s\" (TEMPORAL_ADDRESS); allowed is host:port of a server that runs"
                  .formatted(address));
        }
        progress.ready(LocalSystem.TEMPORAL, "at " + address + " (TEMPORAL_ADDRESS)");
      }
      case TemporalSource.Program program -> {
        int port = starter.port(LocalSystem.TEMPORAL, PORT);
        int http = starter.port("temporal-http", HTTP_PORT);
        int ui = starter.port("temporal-ui", UI_PORT);
        int metrics = starter.port("temporal-metrics", METRICS_PORT);
        starter.start(
            definitions.temporal(program.file(), port, http, ui, metrics),
            progress,
            "%s, %s; Web UI http://127.0.0.1:%d".formatted(program.version(), program.found(), ui),
            () -> supervisor.answers("temporal-http", "/api/v1/namespaces/" + DEFAULT_NAMESPACE));
      }
      case TemporalSource.TestServer(String reason) -> {
        if (!definitions.hasTestServer()) {
          throw new StartFailedException(
              "no Temporal server: "
                  + reason
                  + "\nInstall Go (https://go.dev/dl) or the temporal"
                  + " CLI (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS.");
        }
        progress.warning(
            "NO REAL TEMPORAL SERVER ("
                + reason
                + "). Running the Java SDK's in-memory test server:"
                + " everything is LOST when it stops, there is no Web UI and no HTTP API."
                + " Install Go or the temporal CLI for the real one.");
        int port = starter.port(LocalSystem.TEMPORAL, PORT);
        starter.start(
            definitions.testServer(port),
            progress,
            "in-memory test server",
            () -> !Ports.isFree(port));
      }
    }
  }
}
