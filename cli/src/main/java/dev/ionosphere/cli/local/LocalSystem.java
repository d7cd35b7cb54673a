package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.EngineJobs;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.Ports;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import dev.ionosphere.cli.rest.HubTrust;
import dev.ionosphere.cli.temporal.TemporalFinder;
import dev.ionosphere.cli.temporal.TemporalSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Temporal, the hub, a cloud worker and the edges of this machine. */
public final class LocalSystem {
  public static final String TEMPORAL = "temporal";
  public static final String HUB = "hub";
  public static final String CLOUD = "worker-cloud";
  public static final String EDGE = "edge:";

  private static final String DEFAULT_NAMESPACE = "default";
  private static final int TEMPORAL_PORT = 7233;
  private static final int TEMPORAL_HTTP_PORT = 7243;
  private static final int TEMPORAL_UI_PORT = 8233;
  private static final int TEMPORAL_METRICS_PORT = 7253;
  private static final int HUB_PORT = 8420;
  private static final int CLOUD_HEALTH_PORT = 8421;

  // a JVM on a busy machine, then one request
  private static final Duration EDGE_REPORTS = Duration.ofSeconds(45);

  private final Definitions definitions;
  private final Supervisor supervisor;
  private final TemporalFinder temporal;
  private final Map<String, String> environment;
  private Optional<String> bound = Optional.empty();
  private final Ports ports = new Ports(RandomGenerator.getDefault());

  public LocalSystem(
      Installation installation,
      Supervisor supervisor,
      TemporalFinder temporal,
      Map<String, String> environment) {
    this.definitions = new Definitions(installation, supervisor.layout(), environment);
    this.supervisor = supervisor;
    this.temporal = temporal;
    this.environment = environment;
  }

  public ProcessTable table() {
    return supervisor.table();
  }

  public Layout layout() {
    return supervisor.layout();
  }

  /** Starts what does not run; returns when all of it is ready. */
  public void up(UpProgress progress) {
    supervisor.checkReadable();
    String dataRoot = dataRoot();
    startTemporal(progress);
    startHub(progress);
    int cloudPort = port(CLOUD, CLOUD_HEALTH_PORT);
    startAndReport(
        definitions.cloud(cloudPort, hubAddress(), temporalAddress(), dataRoot),
        progress,
        "trains on Spark, reads " + dataRoot,
        () -> supervisor.answers(CLOUD, "/health"));
    try {
      startEdges(table().edges().values(), progress);
    } finally {
      checkAlive();
    }
  }

  /**
   * Starts those edges that do not run, and waits until the hub has heard from them.
   *
   * @throws StartFailedException if one ended
   */
  public void startEdges(Collection<EdgeSettings> edges, UpProgress progress) {
    if (!edges.isEmpty()) {
      new EdgeStarter(supervisor, this::edge, viewer(), EDGE_REPORTS).start(edges, progress);
    }
  }

  /** Starts an edge and does not wait for it; it becomes known to the hub by itself. */
  public void startEdge(EdgeSettings edge) {
    supervisor.start(edge(edge));
  }

  private Supervisor.Definition edge(EdgeSettings edge) {
    return definitions.edge(edge, hubAddress(), temporalAddress());
  }

  /** The hub of this machine, as whoever the token is of. */
  public HubClient client(String token, String origin) {
    return new HubClient(hub(), Optional.of(token), origin, hubTrust());
  }

  private HubClient viewer() {
    Path token = layout().token("viewer");
    try {
      return client(Files.readString(token).strip(), "in " + token);
    } catch (IOException e) {
      throw new StartFailedException("the hub wrote no token of the viewer: " + token);
    }
  }

  /** What was ready a moment ago may have ended since. */
  private void checkAlive() {
    for (String name : List.of(TEMPORAL, HUB, CLOUD)) {
      if (table().process(name).isPresent() && !supervisor.alive(name)) {
        throw new StartFailedException(
            name + " ended after it was ready" + supervisor.logTail(name));
      }
    }
  }

  /** Nothing is started any more; for a command that is being stopped. */
  public void cancel() {
    supervisor.cancel();
  }

  /**
   * Stops all that was started here, devices first so that they can deliver their last rows. A
   * training under way ends too, after the worker that would start it again; the next worker starts
   * it anew.
   */
  public List<String> down() {
    supervisor.adoptUnfinished();
    List<String> names = new ArrayList<>(table().processes().keySet());
    List<String> stopped =
        new ArrayList<>(supervisor.stop(names.stream().filter(n -> n.startsWith(EDGE)).toList()));
    stopped.addAll(supervisor.stop(known(names, CLOUD)));
    new EngineJobs(layout()).stop().forEach(run -> stopped.add("training " + run));
    stopped.addAll(supervisor.stop(known(names, HUB)));
    stopped.addAll(supervisor.stop(known(names, TEMPORAL)));
    return stopped;
  }

  private static List<String> known(List<String> names, String name) {
    return names.contains(name) ? List.of(name) : List.of();
  }

  private void startTemporal(UpProgress progress) {
    if (supervisor.runs(TEMPORAL, () -> Ports.answers(temporalAddress()))) {
      progress.ready(TEMPORAL, "was running; " + temporalAddress());
      return;
    }
    TemporalSource source =
        temporal.find((fetched, compiled, elapsed) ->
            progress.working(
                TEMPORAL,
                "building the server once: %d modules fetched, %d packages compiled, %d s"
                    .formatted(fetched, compiled, elapsed.toSeconds())));
    switch (source) {
      case TemporalSource.Remote(String address) -> {
        if (!Ports.answers(address)) {
          throw new StartFailedException(
              "nothing answers at \"%s\" (TEMPORAL_ADDRESS); allowed is host:port of a server that runs"
                  .formatted(address));
        }
        progress.ready(TEMPORAL, "at " + address + " (TEMPORAL_ADDRESS)");
      }
      case TemporalSource.Program program -> {
        int port = port(TEMPORAL, TEMPORAL_PORT);
        int http = port("temporal-http", TEMPORAL_HTTP_PORT);
        int ui = port("temporal-ui", TEMPORAL_UI_PORT);
        int metrics = port("temporal-metrics", TEMPORAL_METRICS_PORT);
        startAndReport(
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
        int port = port(TEMPORAL, TEMPORAL_PORT);
        startAndReport(
            definitions.testServer(port),
            progress,
            "in-memory test server",
            () -> !Ports.isFree(port));
      }
    }
  }

  private void startHub(UpProgress progress) {
    int port = port(HUB, HUB_PORT);
    String host = bound.orElseGet(() -> HubAddress.host(table(), environment));
    if (supervisor.alive(HUB)) {
      bound.ifPresent(asked ->
          progress.warning(
              "the hub runs and stays where it listens; `ion down` and `ion up` move it to "
                  + asked));
    } else {
      HubAddress.of(host, port, environment, layout()).remember(table());
    }
    startAndReport(
        definitions.hub(host, port, temporalAddress(), temporalUi()),
        progress,
        hub().toString(),
        this::hubAnswers);
  }

  private boolean hubAnswers() {
    if (hubTrust().authority().filter(Files::notExists).isPresent()) {
      return false; // it makes the file first
    }
    try {
      new HubClient(hub(), Optional.empty(), hubTrust()).get("/health");
      return true;
    } catch (HubException.UntrustedException wrong) {
      throw new StartFailedException(String.valueOf(wrong.getMessage()));
    } catch (HubException notYet) {
      return false;
    }
  }

  /** Remembers where the hub listens, from its next start on. */
  public void listen(String host) {
    HubAddress.listen(table(), host);
    bound = Optional.of(host);
  }

  private void startAndReport(
      Supervisor.Definition definition, UpProgress progress, String detail, BooleanSupplier ready) {
    progress.working(definition.name(), "starting");
    boolean had = supervisor.startAndAwaitReady(definition, ready);
    progress.ready(definition.name(), had ? "was running; " + detail : detail);
  }

  private int port(String name, int preferred) {
    return table().port(name, preferred, ports);
  }

  /** The hub's address as people and workers of this machine use it. */
  public URI hub() {
    return hubAddress().address();
  }

  /** Whose certificate it may show. */
  public HubTrust hubTrust() {
    return hubAddress().trust();
  }

  private HubAddress hubAddress() {
    return HubAddress.remembered(table(), table().port(HUB).orElse(HUB_PORT));
  }

  public String temporalAddress() {
    String address = environment.getOrDefault("TEMPORAL_ADDRESS", "");
    return address.isEmpty()
        ? "127.0.0.1:" + table().port(TEMPORAL).orElse(TEMPORAL_PORT)
        : address;
  }

  public String temporalNamespace() {
    String given = environment.getOrDefault("TEMPORAL_NAMESPACE", "");
    return given.isEmpty() ? DEFAULT_NAMESPACE : given;
  }

  /** Temporal's page of all workflows, if it is known where it is. */
  public Optional<String> temporalWorkflows() {
    return temporalUi().map(ui -> ui + "/namespaces/" + temporalNamespace() + "/workflows");
  }

  /** Where Temporal's own pages are, if they are known. */
  public Optional<URI> temporalUi() {
    String given = environment.getOrDefault("TEMPORAL_UI", "");
    return given.isEmpty()
        ? table().port("temporal-ui").map(port -> URI.create("http://127.0.0.1:" + port))
        : Optional.of(URI.create(given));
  }

  private String dataRoot() {
    return table()
        .directory("dataRoot")
        .orElseGet(() -> String.valueOf(DataRoot.of(environment, layout().data())));
  }
}
