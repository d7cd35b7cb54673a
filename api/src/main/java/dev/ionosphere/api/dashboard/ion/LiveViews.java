package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.ion.LastViews;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.machine.engine.IonView;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What live workflows say of themselves, if they say it soon: a page waits a second at most, and
 * while Temporal is down not again for a while. An answer that comes later is for the next page.
 */
@Singleton
final class LiveViews {
  private static final Logger LOG = LoggerFactory.getLogger(LiveViews.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(10);

  private final IonWorkflows workflows;
  private final LastViews last;
  private final Clock clock;
  private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();

  LiveViews(IonWorkflows workflows, LastViews last, Clock clock) {
    this.workflows = workflows;
    this.last = last;
    this.clock = clock;
  }

  Optional<IonView> of(String ion) {
    if (silentUntil.getOrDefault(ion, Instant.MIN).isAfter(clock.instant())) {
      return Optional.empty();
    }
    CompletableFuture<Optional<IonView>> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("state of " + ion).start(() -> ask(ion, answer));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.info(
          "ION {} does not say its state ({}); pages show what it said last", ion, e.toString());
      silentUntil.put(ion, clock.instant().plus(REST));
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void ask(String ion, CompletableFuture<Optional<IonView>> answer) {
    try {
      Optional<IonView> view = workflows.state(ion);
      view.ifPresent(last::heard);
      answer.complete(view);
      silentUntil.remove(ion);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
