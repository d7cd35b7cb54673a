package dev.ionosphere.edge;

import dev.ionosphere.edge.feed.OrderFeed;
import dev.ionosphere.edge.feed.PollingFeed;
import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubConnections;
import dev.ionosphere.edge.hub.HubDoor;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.log.RecentLines;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.loop.NodeSources;
import dev.ionosphere.edge.mqtt.MqttLink;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.order.RootOfTrust;
import dev.ionosphere.edge.push.PushServer;
import dev.ionosphere.edge.reconcile.Follower;
import dev.ionosphere.edge.reconcile.OrderIntake;
import dev.ionosphere.edge.reconcile.PackageLimits;
import dev.ionosphere.edge.reconcile.Reconciler;
import dev.ionosphere.edge.session.DeviceSession;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.Diagnosis;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.status.OrderOutcomes;
import dev.ionosphere.edge.status.StatusFile;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.telemetry.Standing;
import dev.ionosphere.edge.telemetry.TelemetryDelivery;
import dev.ionosphere.edge.temporal.TemporalFeeds;
import dev.ionosphere.edge.trace.Tracing;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of an enrolled device, put together. Local scoring starts first, the links after it.
 */
final class EdgeAgent {

  /**
   * Clocks of the device.
   *
   * @param clock that may be wrong
   * @param nanos monotonic
   */
  record Times(Clock clock, LongSupplier nanos) {}

  private static final Logger LOG = LoggerFactory.getLogger(EdgeAgent.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final EdgeConfiguration configuration;
  private final Disk disk;
  private final Tracing tracing;
  private final Supervisor supervisor;
  private final OrderFeed poll;
  private final Optional<OrderFeed> temporal;
  private final PushServer push;
  private final MqttLink mqtt;
  private final List<Thread> links = new ArrayList<>();
  final Spool spool;
  final Reconciler reconciler;
  final OrderBook book;
  final Follower follower;
  final OrderIntake intake;
  final TelemetryDelivery delivery;
  final AgentStatus status;
  private @Nullable DataLock lock;

  private EdgeAgent(
      EdgeConfiguration configuration,
      Disk disk,
      Enrolment enrolment,
      Hub hub,
      OrderBook book,
      HubLink hubLink,
      Times times,
      Runnable outOfMemory)
      throws IOException {
    Path data = configuration.data();
    String device = configuration.device();
    Clock clock = times.clock();
    this.configuration = configuration;
    this.disk = disk;
    this.book = book;
    this.spool = Spool.open(disk, data.resolve("spool"), configuration.spoolBytes());
    NodeStatuses statuses = new NodeStatuses();
    Incidents incidents = new Incidents(spool, clock);
    this.supervisor = new Supervisor(incidents, outOfMemory);
    Inboxes inboxes = new Inboxes(disk, "inbox", configuration.inboxBytes());
    this.push = new PushServer(inboxes, disk, data, configuration.sourcePort());
    Inboxes messages = new Inboxes(disk, "inbox-mqtt", configuration.inboxBytes());
    this.mqtt =
        new MqttLink(device, messages, configuration.brokers(), statuses, incidents, supervisor);
    LoopContext context =
        new LoopContext(
            device,
            new NodeSources(configuration.sourceRoot(), device, inboxes, messages),
            spool,
            incidents,
            hubLink,
            configuration.bucket(),
            clock,
            times.nanos(),
            statuses,
            supervisor);
    this.tracing = Tracing.to(configuration.otlp(), device);
    this.reconciler =
        Reconciler.of(
            context,
            disk,
            data,
            hub,
            book::modelKeys,
            PackageLimits.of(configuration.modelBytes()),
            statuses,
            tracing);
    OrderOutcomes outcomes = new OrderOutcomes();
    RandomGenerator random = new Random();
    this.follower = new Follower(device, book, reconciler, outcomes, random);
    this.intake = new OrderIntake(device, book, follower, reconciler.loops(), outcomes, incidents);
    this.poll = new PollingFeed(book, intake, random, times.nanos(), Thread::sleep);
    this.temporal = temporal(configuration, enrolment, intake);
    this.delivery =
        new TelemetryDelivery(
            device,
            enrolment.incarnation(),
            spool,
            hub,
            () -> new Standing(statuses.all(), outcomes.all(), book.report()),
            clock);
    this.status =
        new AgentStatus(
            device,
            hubLink,
            poll,
            temporal,
            spool,
            incidents,
            statuses,
            reconciler.loops(),
            push::port,
            new Diagnosis(data, clock, hubLink, incidents, supervisor, RecentLines.ofTheProcess()));
  }

  /** Besides the poll, if the hub said so at enrolment. */
  private static Optional<OrderFeed> temporal(
      EdgeConfiguration configuration, Enrolment enrolment, OrderIntake intake) {
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
            intake));
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
    Times times = new Times(clock, System::nanoTime);
    EdgeAgent agent = open(configuration, Disk.local(), times, outOfMemory);
    agent.lock = lock;
    agent.link("telemetry", () -> agent.delivery.run(HEARTBEAT));
    agent.link("orders", agent.poll::run);
    agent.link("follower", agent.follower::run);
    agent.temporal.ifPresent(feed -> agent.link("temporal", feed::run));
    agent.tracing.exporter().ifPresent(exporter -> agent.link("otlp", exporter));
    agent.link("push", agent.push::run);
    agent.link("mqtt", agent.mqtt::run);
    agent.link("status", new StatusFile(agent.disk, configuration.data(), agent.status)::run);
    return agent;
  }

  /** Enrols if need be, and goes on with what ran. Nothing is asked or sent after that. */
  static EdgeAgent open(
      EdgeConfiguration configuration, Disk disk, Times times, Runnable outOfMemory)
      throws IOException, InterruptedException {
    StateDirectory data = new StateDirectory(disk, configuration.data());
    StateDirectory identity = data.in("identity");
    DeviceKey key = DeviceKey.openOrMake(identity);
    HubLink link = new HubLink(times.clock());
    HubConnections connections =
        new HubConnections(configuration.hub(), configuration.hubTrust(), link);
    HubDoor door = new HubDoor(connections, times.clock());
    Enrolment enrolment = new Enroller(configuration, door, key).enrolled(identity);
    StateDirectory orders = data.in("orders");
    RootOfTrust trust = RootOfTrust.open(orders, enrolment, door);
    DeviceSession session =
        new DeviceSession(
            enrolment.device(), enrolment.incarnation(), key, trust, door, times.nanos());
    Hub hub = new Hub(connections, session);
    OrderBook book = OrderBook.open(orders, enrolment, trust, hub);
    EdgeAgent agent =
        new EdgeAgent(configuration, disk, enrolment, hub, book, link, times, outOfMemory);
    agent.intake.tellFaults();
    agent.follower.resume();
    return agent;
  }

  /**
   * Closes what was counted, so that nothing has to be scored again; then the links end. The
   * directory stays locked: a link that is slow to end may write until the process is gone.
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
}
