package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.DesiredState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What every loop on the device shares.
 *
 * @param sources what its nodes read
 * @param bucket how long rows are counted together, if an order does not say; whole seconds
 * @param link only asked whether the hub was reachable when a bucket was closed
 * @param clock says when something was; nothing waits by it
 * @param nanos monotonic time
 * @param statuses told of what goes wrong in a loop
 * @param supervisor told of what fails in a loop
 */
public record LoopContext(
    String device,
    NodeSources sources,
    Spool spool,
    Incidents incidents,
    HubLink link,
    Duration bucket,
    Clock clock,
    LongSupplier nanos,
    NodeStatuses statuses,
    Supervisor supervisor) {

  private static final long USUAL_INBOX = 64 << 20;

  /** Loops that are watched by nobody else. */
  public LoopContext(
      String device,
      Path sourceRoot,
      Spool spool,
      Incidents incidents,
      HubLink link,
      Duration bucket,
      Clock clock) {
    this(
        device,
        new NodeSources(
            sourceRoot,
            device,
            new Inboxes(Disk.local(), "inbox", USUAL_INBOX),
            new Inboxes(Disk.local(), "inbox-mqtt", USUAL_INBOX)),
        spool,
        incidents,
        link,
        bucket,
        clock,
        System::nanoTime,
        new NodeStatuses(),
        new Supervisor(incidents, () -> {}));
  }

  /** Seconds that a node counts its rows together. */
  int seconds(DesiredState of) {
    @Nullable Integer ordered = of.bucket();
    return Math.clamp(ordered == null ? bucket.toSeconds() : ordered, 1, Stretch.LONGEST);
  }
}
