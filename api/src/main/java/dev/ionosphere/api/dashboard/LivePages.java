package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Tells open pages when to fetch their panels again. */
@Hidden
@Controller
@Needs(Permission.READ)
final class LivePages {
  private static final Duration CALM = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Changes changes;

  LivePages(Changes changes) {
    this.changes = changes;
  }

  @Get("/live")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> live() {
    // The beat finds connections that are dead, and tells the page that it is connected.
    Flux<Event<String>> beat =
        Flux.interval(Duration.ZERO, HEARTBEAT).map(tick -> Event.of("").name("beat"));
    return Flux.merge(beat, changes.calm(CALM).map(change -> Event.of("").name("changed")));
  }
}
