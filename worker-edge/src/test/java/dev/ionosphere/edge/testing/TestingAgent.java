package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.order.RootOfTrust;
import dev.ionosphere.edge.reconcile.Follower;
import dev.ionosphere.edge.reconcile.OrderIntake;
import dev.ionosphere.edge.reconcile.PackageLimits;
import dev.ionosphere.edge.reconcile.Reconciler;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.status.OrderOutcomes;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.telemetry.Standing;
import dev.ionosphere.edge.telemetry.TelemetryDelivery;
import dev.ionosphere.edge.trace.Tracing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The parts of a device that follow orders, without its process: device d1 at a testing hub. */
public final class TestingAgent {

  public static final String DEVICE = "d1";

  public final NodeStatuses statuses = new NodeStatuses();
  public final OrderOutcomes outcomes = new OrderOutcomes();
  public final TestingLink link;
  public final Reconciler reconciler;
  public final OrderBook book;
  public final Follower follower;
  public final OrderIntake intake;
  public final Incidents incidents;
  public final TelemetryDelivery delivery;

  /** On what an earlier one may have left in the directory. */
  public TestingAgent(TestingHub hub, Path directory) throws IOException {
    this(hub, directory, Disk.local(), Clock.systemUTC());
  }

  public TestingAgent(TestingHub hub, Path directory, Disk disk) throws IOException {
    this(hub, directory, disk, Clock.systemUTC());
  }

  /**
   * @param clock the device's own
   */
  public TestingAgent(TestingHub hub, Path directory, Clock clock) throws IOException {
    this(hub, directory, Disk.local(), clock);
  }

  private TestingAgent(TestingHub hub, Path directory, Disk disk, Clock clock) throws IOException {
    Path source = directory.resolve("source");
    if (!Files.exists(source)) {
      Files.createDirectories(source);
      Files.writeString(source.resolve(DEVICE + ".csv"), "heat,shake\n1,1\n");
    }
    link = TestingLink.to(hub, directory, DEVICE, clock);
    Spool spool = Spool.open(disk, directory.resolve("spool"), 1 << 20);
    incidents = new Incidents(spool, clock);
    Map<String, String> keys = Map.of(hub.signer.keyId(), hub.signer.publicKey());
    LoopContext context =
        new LoopContext(
            DEVICE, source, spool, incidents, link.link(), Duration.ofSeconds(1), clock);
    Tracing tracing = Tracing.to(Optional.empty(), DEVICE);
    String root = new String(hub.orders.root().json(), StandardCharsets.UTF_8);
    StateDirectory orders = new StateDirectory(disk, directory.resolve("orders"));
    Enrolment enrolment = new Enrolment(DEVICE, 1, keys, root, null, null);
    RootOfTrust trust = RootOfTrust.open(orders, enrolment, link.door());
    book = OrderBook.open(orders, enrolment, trust, link.hub());
    reconciler =
        Reconciler.of(
            context,
            disk,
            directory,
            link.hub(),
            book::modelKeys,
            PackageLimits.of(1 << 28),
            statuses,
            tracing);
    follower = new Follower(DEVICE, book, reconciler, outcomes, new Random(1));
    intake = new OrderIntake(DEVICE, book, follower, reconciler.loops(), outcomes, incidents);
    delivery =
        new TelemetryDelivery(
            DEVICE,
            1,
            spool,
            link.hub(),
            () -> new Standing(statuses.all(), outcomes.all(), book.report()),
            clock);
    intake.tellFaults();
    follower.resume();
  }

  /** As a device that is stopped does. */
  public void stop() throws InterruptedException {
    for (InferenceLoop loop : List.copyOf(reconciler.loops().values())) {
      loop.stop();
    }
  }
}
