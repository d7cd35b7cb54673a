package dev.ionosphere.edge.status;

import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.log.RecentLines;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.IncidentKind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts {@link Diagnostics} together. */
public final class Diagnosis {

  /** No program of this release ran before. */
  static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration MOST_OFFSET = Duration.ofMinutes(5);

  private final Path data;
  private final Clock clock;
  private final HubLink link;
  private final Incidents incidents;
  private final Supervisor supervisor;
  private final RecentLines log;

  public Diagnosis(
      Path data,
      Clock clock,
      HubLink link,
      Incidents incidents,
      Supervisor supervisor,
      RecentLines log) {
    this.data = data;
    this.clock = clock;
    this.link = link;
    this.incidents = incidents;
    this.supervisor = supervisor;
    this.log = log;
  }

  public Diagnostics now() {
    return new Diagnostics(
        disk(),
        clockState(),
        incidents.last(IncidentKind.MODEL_REFUSED.text()).orElse(null),
        incidents.last(IncidentKind.ORDER_REFUSED.text()).orElse(null),
        incidents.last(IncidentKind.DISK_FAULT.text()).orElse(null),
        supervisor.failing(),
        incidents.held(),
        log.lines());
  }

  private Diagnostics.DiskSpace disk() {
    try {
      FileStore store = Files.getFileStore(data);
      return new Diagnostics.DiskSpace(store.getUsableSpace() >> 20, store.getTotalSpace() >> 20);
    } catch (IOException e) {
      return new Diagnostics.DiskSpace(-1, -1);
    }
  }

  /** The hub's word counts for more than the guess that a clock cannot run before its program. */
  private Diagnostics.ClockState clockState() {
    Optional<Duration> offset = link.offset();
    boolean trusted =
        offset.isPresent()
            ? offset.get().abs().compareTo(MOST_OFFSET) <= 0
            : !clock.instant().isBefore(EARLIEST);
    return new Diagnostics.ClockState(trusted, offset.map(Duration::toSeconds).orElse(null));
  }
}
