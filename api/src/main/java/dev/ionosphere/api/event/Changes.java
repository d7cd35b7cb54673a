package dev.ionosphere.api.event;

import jakarta.inject.Singleton;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Hands changes to everybody who listens. A listener that is too slow misses some. */
@Singleton
public final class Changes {

  private static final int BACKLOG = 256;

  private final Sinks.Many<Change> sink = Sinks.many().multicast().directBestEffort();

  public synchronized void publish(Change change) {
    // Nobody listening, or somebody too slow, is no reason to fail.
    Sinks.EmitResult ignored = sink.tryEmitNext(change);
  }

  public Flux<Change> stream() {
    return sink.asFlux()
        .onBackpressureBuffer(
            BACKLOG, dropped -> {}, reactor.core.publisher.BufferOverflowStrategy.DROP_OLDEST);
  }

  /** At most one change of the same kind and subject a period. */
  public Flux<Change> calm(Duration period) {
    return stream().sample(period);
  }
}
