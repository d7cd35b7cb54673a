package dev.ionosphere.api.event;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import java.time.Clock;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Server-sent events: the event's name is the change's kind. */
@Controller("/api/v1/events")
@Needs(Permission.READ)
final class EventController {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Changes changes;
  private final Clock clock;

  EventController(Changes changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /** Changes of one ION, or of all; a heartbeat every 15 s keeps proxies from hanging up. */
  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<Change>> events(@Nullable @QueryValue String ion) {
    Flux<Event<Change>> wanted =
        changes.stream()
            .filter(change -> ion == null || ion.equals(change.ion()))
            .map(change -> Event.of(change).name(change.kind()));
    Flux<Event<Change>> heartbeat =
        Flux.interval(Duration.ZERO, HEARTBEAT)
            .map(tick ->
                Event.of(new Change("heartbeat", null, null, "", 0, clock.instant()))
                    .name("heartbeat"));
    return Flux.merge(heartbeat, wanted);
  }
}
