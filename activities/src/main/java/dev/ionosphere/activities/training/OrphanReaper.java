package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.hub.HubException;
import dev.ionosphere.activities.hub.KnownRun;
import dev.ionosphere.activities.tracing.LogContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs that nobody waits for. A job outlives its worker so that the next one finds it again;
 * but a run that is stopped while no worker lives is never given to a worker any more.
 */
public final class OrphanReaper {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanReaper.class);

  private final List<Engine> engines;
  private final HubClient hub;
  private final Predicate<String> watched;
  private boolean told;

  /**
   * @param watched whether somebody here looks after a run
   */
  public OrphanReaper(List<Engine> engines, HubClient hub, Predicate<String> watched) {
    this.engines = List.copyOf(engines);
    this.hub = hub;
    this.watched = watched;
  }

  /**
   * Looks once. A worker must look again and again: the hub may be down now, and a stop may only
   * reach it when this worker has taken it there.
   */
  public synchronized void end() {
    try {
      for (Engine engine : engines) {
        engine.underWay().forEach(this::endIfNobodyWaits);
      }
      told = false;
    } catch (HubException | IOException unknown) {
      // A job too many costs little, one killed too early costs a training.
      if (!told) {
        LOG.warn("not known which jobs are still wanted, they go on: {}", unknown.getMessage());
      }
      told = true;
    }
  }

  private void endIfNobodyWaits(String id, EngineRun job) {
    if (watched.test(id)) {
      return;
    }
    Optional<KnownRun> known = hub.run(id);
    if (known.isPresent() && known.get().ended()) {
      KnownRun run = known.get();
      Map<String, String> facts = Map.of("ion", run.ion(), "node", run.node(), "run", id);
      try (LogContext context = LogContext.open(facts, null)) {
        LOG.info("run {} is {}, its job is ended", id, run.state());
        job.stop();
      }
    }
  }
}
