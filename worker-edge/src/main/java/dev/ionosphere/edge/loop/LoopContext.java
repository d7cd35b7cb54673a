package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What every loop on the device shares.
 *
 * @param sources what its nodes read
 * @param window how long rows are gathered
 * @param link only asked whether the hub was reachable when a window closed
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
    Duration window,
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
      Duration window,
      Clock clock) {
    this(
        device,
        new NodeSources(sourceRoot, device, new Inboxes(Disk.local(), USUAL_INBOX)),
        spool,
        incidents,
        link,
        window,
        clock,
        System::nanoTime,
        new NodeStatuses(),
        new Supervisor(incidents, () -> {}));
  }
}
