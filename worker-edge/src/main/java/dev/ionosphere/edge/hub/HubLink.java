package dev.ionosphere.edge.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the last exchange with the hub went through, and what the hub's clock said. Unreachable
 * until one has.
 */
public final class HubLink {

  private final Clock clock;
  private volatile boolean reachable;
  private volatile @Nullable Duration offset;

  public HubLink() {
    this(Clock.systemUTC());
  }

  /**
   * @param clock the device's own
   */
  public HubLink(Clock clock) {
    this.clock = clock;
  }

  public boolean reachable() {
    return reachable;
  }

  /** How far the hub's clock is ahead of the device's, to a second; the answer's way is in it. */
  public Optional<Duration> offset() {
    return Optional.ofNullable(offset);
  }

  void seen() {
    reachable = true;
  }

  void lost() {
    reachable = false;
  }

  /** The hub's clock as it stood in an answer. */
  void saysTime(Instant hub) {
    offset = Duration.between(clock.instant(), hub).truncatedTo(ChronoUnit.SECONDS);
  }
}
