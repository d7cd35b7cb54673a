package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.EngineJobs;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import dev.ionosphere.cli.rest.HubTrust;
import dev.ionosphere.cli.temporal.TemporalFinder;
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

/** Temporal, the hub, a cloud worker and the edges of this machine. */
public final class LocalSystem {
  public static final String TEMPORAL = "temporal";
  public static final String HUB = "hub";
  public static final String CLOUD = "worker-cloud";
  public static final String EDGE = "edge:";

  private static final int HUB_PORT = 8420;
  private static final int CLOUD_HEALTH_PORT = 8421;

  // a JVM on a busy machine, then one request
  private static final Duration EDGE_REPORTS = Duration.ofSeconds(45);

  private final Definitions definitions;
  private final Supervisor supervisor;
  private final Starter starter;
  private final TemporalServer temporal;
  private final Map<String, String> environment;
  private Optional<String> bound = Optional.empty();

  public LocalSystem(
      Installation installation,
      Supervisor supervisor,
      TemporalFinder finder,
      Map<String, String> environment) {
    this.definitions = new Definitions(installation, supervisor.layout(), environment);
    this.supervisor = supervisor;
    this.starter = new Starter(supervisor);
    this.temporal = new TemporalServer(supervisor, starter, definitions, finder, environment);
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
    temporal.start(progress);
    startHub(progress);
    int cloudPort = starter.port(CLOUD, CLOUD_HEALTH_PORT);
    starter.start(
        definitions.cloud(cloudPort, hubAddress(), temporal.address(), dataRoot),
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
    return definitions.edge(edge, hubAddress(), temporal.address());
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

  private void startHub(UpProgress progress) {
    int port = starter.port(HUB, HUB_PORT);
    String host = bound.orElseGet(() -> HubAddress.host(table(), environment));
    if (supervisor.alive(HUB)) {
      bound.ifPresent(asked ->
          progress.warning(
              "the hub runs and stays where it listens; `ion down` and `ion up` move it to "
                  + asked));
    } else {
      HubAddress.of(host, port, environment, layout()).remember(table());
    }
    starter.start(
        definitions.hub(host, port, temporal.address(), temporal.ui()),
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

  /** Where Temporal is, here or elsewhere. */
  public TemporalServer temporal() {
    return temporal;
  }

  private String dataRoot() {
    return table()
        .directory("dataRoot")
        .orElseGet(() -> String.valueOf(DataRoot.of(environment, layout().data())));
  }
}
