package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.telemetry.Incidents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What every loop on the device shares.
 *
 * @param window how long rows are gathered
 * @param link only asked whether the hub was reachable when a window closed
 */
public record LoopContext(
    String device,
    Path sourceRoot,
    Spool spool,
    Incidents incidents,
    HubLink link,
    Duration window,
    Clock clock) {}
