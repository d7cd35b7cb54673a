package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.hub.HubException;
import dev.ionosphere.activities.hub.KnownRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what engines keep of runs that ended long ago. What a run made is with the hub by then;
 * of a run whose end the hub does not know, nothing is deleted.
 */
public final class RunSweep {
  private static final Logger LOG = LoggerFactory.getLogger(RunSweep.class);

  private final List<Engine> engines;
  private final HubClient hub;
  private final Predicate<String> watched;
  private final Duration kept;
  private final Clock clock;

  /**
   * @param watched whether somebody here looks after a run
   * @param kept how long after its last sign of life; zero keeps everything
   */
  public RunSweep(
      List<Engine> engines, HubClient hub, Predicate<String> watched, Duration kept, Clock clock) {
    this.engines = List.copyOf(engines);
    this.hub = hub;
    this.watched = watched;
    this.kept = kept;
    this.clock = clock;
  }

  /** Looks once. How many runs were deleted. */
  public int sweep() {
    if (kept.isZero()) {
      return 0;
    }
    Instant before = clock.instant().minus(kept);
    int deleted = 0;
    try {
      for (Engine engine : engines) {
        for (String run : engine.quietSince(before)) {
          if (!watched.test(run) && isOver(run)) {
            deleted += forget(engine, run);
          }
        }
      }
    } catch (HubException | IOException unknown) {
      LOG.warn("old runs are not all deleted, the next look goes on: {}", unknown.getMessage());
    }
    if (deleted > 0) {
      LOG.info("deleted what was left of {} runs without a sign of life since {}", deleted, before);
    }
    return deleted;
  }

  /** One that cannot be deleted keeps the others from nothing. */
  private static int forget(Engine engine, String run) {
    try {
      engine.forget(run);
      return 1;
    } catch (IOException | UncheckedIOException kept) {
      LOG.warn("what is left of run {} cannot be deleted: {}", run, kept.toString());
      return 0;
    }
  }

  private boolean isOver(String run) {
    Optional<KnownRun> known = hub.run(run);
    return known.filter(KnownRun::ended).filter(ended -> !ended.held()).isPresent();
  }
}
