package dev.ionosphere.api.notification;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people say about notices: routes and mutes. */
@Singleton
public final class NoticeDesk {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeDesk.class);

  /** A receiver that answers at all answers in that time. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST = 200;

  private final NoticeRoutes routes;
  private final NoticeMutes mutes;
  private final NoticeCollector collector;
  private final NoticeDispatcher dispatcher;
  private final NoticeCourier courier;
  private final Changes changes;
  private final Clock clock;

  NoticeDesk(
      NoticeRoutes routes,
      NoticeMutes mutes,
      NoticeCollector collector,
      NoticeDispatcher dispatcher,
      NoticeCourier courier,
      Changes changes,
      Clock clock) {
    this.routes = routes;
    this.mutes = mutes;
    this.collector = collector;
    this.dispatcher = dispatcher;
    this.courier = courier;
    this.changes = changes;
    this.clock = clock;
  }

  public List<NoticeRoute> routes() {
    return routes.findAllOrderByName();
  }

  NoticeRoute route(String name) {
    return routes.findById(name).orElseThrow(() -> HubException.notFound("route", name));
  }

  /** Makes a route or takes another's place; what is open is told, also if it was told before. */
  NoticeRoute set(String name, RouteApplication application, Requester requester) {
    NoticeRoute route = application.route(name, requester, clock.instant());
    if (!routes.existsById(name) && routes.count() >= MOST) {
      throw new HubException(
          ErrorCode.CONFLICT, "there are %d routes already, allowed are %d".formatted(MOST, MOST));
    }
    collector.take(route);
    LOG.info("{} set notice route {}", requester.actor(), name);
    tell(name);
    return route;
  }

  void remove(String name, Requester requester) {
    collector.drop(route(name));
    LOG.info("{} removed notice route {}", requester.actor(), name);
    tell(name);
  }

  /** Sends a test notice and waits a little for what becomes of it. */
  public NoticeDelivery test(String name, Requester requester) {
    return courier.hurry(dispatcher.test(route(name), requester.person()), PATIENCE);
  }

  /** Those that hold. */
  public List<NoticeMute> mutes() {
    return mutes.findByUntilAtGreaterThanOrderByUntilAt(clock.instant());
  }

  /**
   * @param topics none for all
   * @param until absent if {@code lasts} says how long
   */
  public NoticeMute mute(
      String ions,
      List<String> topics,
      @Nullable Instant until,
      @Nullable String lasts,
      String reason,
      Requester requester) {
    Instant now = clock.instant();
    Reasons.check(reason);
    Instant end = end(now, Optional.ofNullable(until), Optional.ofNullable(lasts));
    if (mutes().size() >= MOST) {
      throw new HubException(
          ErrorCode.CONFLICT, "there are %d mutes already, allowed are %d".formatted(MOST, MOST));
    }
    NoticeMute mute =
        mutes.save(
            new NoticeMute(
                null,
                IonPattern.checked(ions.isBlank() ? "*" : ions),
                TopicFilter.checked("topics", topics),
                end,
                Storable.reason(reason),
                requester.actor(),
                now));
    LOG.info("{} muted notices of {} until {}", requester.actor(), mute.ions(), end);
    tell(String.valueOf(mute.id()));
    return mute;
  }

  public void unmute(long id, Requester requester) {
    if (!mutes.existsById(id)) {
      throw HubException.notFound("mute", String.valueOf(id));
    }
    mutes.deleteById(id);
    LOG.info("{} ended mute {}", requester.actor(), id);
    tell(String.valueOf(id));
  }

  private static Instant end(Instant now, Optional<Instant> until, Optional<String> lasts) {
    if (until.isPresent() == lasts.isPresent()) {
      throw new HubException(
          ErrorCode.INVALID, "exactly one of until and lasts says when a mute ends");
    }
    Instant end =
        until.orElseGet(
            () -> now.plus(Durations.parse("lasts", lasts.orElseThrow(), SHORTEST, LONGEST)));
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw new HubException(
          ErrorCode.INVALID,
          "until: got %s, allowed are times from now, %s, to a year later"
              .formatted(end, now.truncatedTo(ChronoUnit.SECONDS)));
    }
    return end;
  }

  private void tell(String subject) {
    changes.publish(new Change("notice", null, null, subject, 0, clock.instant()));
  }
}
