package dev.ionosphere.edge;

import dev.ionosphere.edge.feed.OrderFeed;
import dev.ionosphere.edge.feed.PollingFeed;
import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubConnections;
import dev.ionosphere.edge.hub.HubDoor;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.log.RecentLines;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.loop.LoopStatus;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.order.RootOfTrust;
import dev.ionosphere.edge.reconcile.Follower;
import dev.ionosphere.edge.reconcile.Reconciler;
import dev.ionosphere.edge.session.DeviceSession;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.spool.Tally;
import dev.ionosphere.edge.status.DeviceStatus;
import dev.ionosphere.edge.status.Diagnosis;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.status.OrderOutcomes;
import dev.ionosphere.edge.status.StatusFile;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.telemetry.Standing;
import dev.ionosphere.edge.telemetry.TelemetryDelivery;
import dev.ionosphere.edge.temporal.TemporalFeeds;
import dev.ionosphere.edge.trace.Tracing;
import dev.ionosphere.models.device.Telemetry.Actual;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of an enrolled device, put together. Local scoring starts first, the links after it.
 */
final class EdgeAgent {

  private static final Logger LOG = LoggerFactory.getLogger(EdgeAgent.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final EdgeConfiguration configuration;
  private final DataLock lock;
  private final HubLink hubLink;
  private final Spool spool;
  private final NodeStatuses statuses = new NodeStatuses();
  private final Reconciler reconciler;
  private final Follower follower;
  private final OrderFeed poll;
  private final Optional<OrderFeed> temporal;
  private final TelemetryDelivery delivery;
  private final Incidents incidents;
  private final Supervisor supervisor;
  private final Diagnosis diagnosis;
  private final List<Thread> links = new ArrayList<>();

  private EdgeAgent(
      EdgeConfiguration configuration,
      DataLock lock,
      Enrolment enrolment,
      Hub hub,
      OrderBook book,
      HubLink hubLink,
      Clock clock,
      Runnable outOfMemory)
      throws IOException {
    Path data = configuration.data();
    String device = configuration.device();
    this.configuration = configuration;
    this.lock = lock;
    this.hubLink = hubLink;
    this.spool = Spool.open(data.resolve("spool"), configuration.spoolBytes());
    this.incidents = new Incidents(spool, clock);
    this.supervisor = new Supervisor(incidents, outOfMemory);
    this.diagnosis =
        new Diagnosis(data, clock, hubLink, incidents, supervisor, RecentLines.ofTheProcess());
    LoopContext context =
        new LoopContext(
            device,
            configuration.sourceRoot(),
            spool,
            incidents,
            hubLink,
            configuration.window(),
            clock,
            System::nanoTime,
            statuses,
            supervisor);
    Tracing tracing = Tracing.to(configuration.otlp(), device);
    this.reconciler = Reconciler.of(context, data, hub, book::modelKeys, statuses, tracing);
    OrderOutcomes outcomes = new OrderOutcomes();
    this.follower = new Follower(device, book, reconciler, outcomes, context.incidents());
    this.poll = new PollingFeed(book, follower, ThreadLocalRandom.current(), System::nanoTime);
    this.temporal = temporal(configuration, enrolment, follower);
    this.delivery =
        new TelemetryDelivery(
            device,
            enrolment.incarnation(),
            spool,
            hub,
            () -> new Standing(statuses.all(), outcomes.all(), book.report()),
            clock);
  }

  /** Besides the poll, if the hub said so at enrolment. */
  private static Optional<OrderFeed> temporal(
      EdgeConfiguration configuration, Enrolment enrolment, Follower follower) {
    @Nullable String address = enrolment.temporalAddress();
    @Nullable String namespace = enrolment.temporalNamespace();
    if (address == null || namespace == null) {
      return Optional.empty();
    }
    if (!TemporalFeeds.available()) {
      LOG.warn(
          "rollouts wait for this device at Temporal, but it was started without Temporal's client:"
              + " start it with the jars of worker-edge-temporal, or enrol it again");
      return Optional.empty();
    }
    return Optional.of(
        TemporalFeeds.open(
            configuration.temporalAddress().orElse(address),
            namespace,
            configuration.temporalSecurity(),
            enrolment.device(),
            follower));
  }

  /**
   * Enrols if need be, which waits for the hub; then everything runs by itself.
   *
   * @param outOfMemory ends the process
   * @throws DataLock.Taken if another agent works on the directory
   */
  static EdgeAgent start(EdgeConfiguration configuration, Clock clock, Runnable outOfMemory)
      throws IOException, InterruptedException {
    DataLock lock = DataLock.take(configuration.data());
    Path identity = configuration.data().resolve("identity");
    DeviceKey key = DeviceKey.openOrMake(identity);
    HubLink link = new HubLink(clock);
    HubConnections connections =
        new HubConnections(configuration.hub(), configuration.hubTrust(), link);
    HubDoor door = new HubDoor(connections, clock);
    Enrolment enrolment = new Enroller(configuration, door, key).enrolled(identity);
    StateDirectory orders =
        new StateDirectory(Disk.local(), configuration.data().resolve("orders"));
    RootOfTrust trust = RootOfTrust.open(orders, enrolment, door);
    DeviceSession session =
        new DeviceSession(
            enrolment.device(), enrolment.incarnation(), key, trust, door, System::nanoTime);
    Hub hub = new Hub(connections, session);
    OrderBook book = OrderBook.open(orders, enrolment, trust, hub);
    EdgeAgent agent =
        new EdgeAgent(configuration, lock, enrolment, hub, book, link, clock, outOfMemory);
    agent.follower.resume();
    agent.link("telemetry", () -> agent.delivery.run(HEARTBEAT));
    agent.link("orders", agent.poll::run);
    agent.temporal.ifPresent(feed -> agent.link("temporal", feed::run));
    agent.link("status", new StatusFile(configuration.data(), agent::status)::run);
    return agent;
  }

  /**
   * Closes windows, so that nothing has to be scored again; then the links end. The directory stays
   * locked: a link that is slow to end may write until the process is gone.
   */
  void stop() throws InterruptedException {
    for (InferenceLoop loop : reconciler.loops().values()) {
      loop.stop();
    }
    links.forEach(Thread::interrupt);
    for (Thread link : links) {
      link.join(Duration.ofSeconds(3));
    }
    Reference.reachabilityFence(lock);
  }

  /** A link that fails is said and started again. */
  private void link(String name, Runnable work) {
    links.add(supervisor.start(name, work));
  }

  private DeviceStatus status() {
    incidents.flush();
    List<DeviceStatus.NodeStatus> nodes = new ArrayList<>();
    for (Actual actual : statuses.all()) {
      @Nullable InferenceLoop loop =
          reconciler.loops().get(new NodeKey(actual.ion(), actual.node()));
      LoopStatus done = loop == null ? new LoopStatus(0, 0, 0, 0) : loop.status();
      nodes.add(
          new DeviceStatus.NodeStatus(
              actual.ion(),
              actual.node(),
              actual.generation(),
              actual.digest(),
              actual.status(),
              actual.reason(),
              done.rows(),
              done.bad(),
              done.anomalies(),
              done.nextRow()));
    }
    Tally dropped = spool.drops();
    Tally aside = spool.aside();
    return new DeviceStatus(
        DeviceStatus.VERSION,
        configuration.device(),
        ProcessHandle.current().pid(),
        hubLink.reachable(),
        poll.connected(),
        temporal.filter(OrderFeed::connected).isPresent(),
        new DeviceStatus.SpoolStatus(
            spool.depth(),
            spool.bytes(),
            dropped.records(),
            dropped.rows(),
            aside.records(),
            aside.rows(),
            spool.reasonsPutAside()),
        nodes,
        diagnosis.now());
  }
}
