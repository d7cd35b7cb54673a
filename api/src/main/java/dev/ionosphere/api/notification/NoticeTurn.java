package dev.ionosphere.api.notification;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every few seconds: what is new is noted, what is due is written, what is written is sent. */
@Singleton
class NoticeTurn {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeTurn.class);

  private final NoticeCollector collector;
  private final NoticeDispatcher dispatcher;
  private final NoticeCourier courier;
  private final NoticeRoutes routes;

  NoticeTurn(
      NoticeCollector collector,
      NoticeDispatcher dispatcher,
      NoticeCourier courier,
      NoticeRoutes routes) {
    this.collector = collector;
    this.dispatcher = dispatcher;
    this.courier = courier;
    this.routes = routes;
  }

  @Scheduled(fixedDelay = "${hub.notices.every:3s}", initialDelay = "${hub.notices.every:3s}")
  void turn() {
    try {
      collector.collect();
    } catch (RuntimeException ours) {
      // What is noted already is told all the same.
      LOG.error("new alerts and approvals are not noted for notices yet", ours);
    }
    for (NoticeRoute route : routes.findAllOrderByName()) {
      try {
        dispatcher.dispatch(route);
      } catch (RuntimeException ours) {
        // One route must not silence the others.
        LOG.error("notices of route {} wait", route.name(), ours);
      }
    }
    courier.carry();
  }
}
