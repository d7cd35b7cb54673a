package dev.ionosphere.api.notification;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.NoticeWorkflows;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deliveries in memory: one for each id, and an end only if a test says which. */
@Singleton
@Primary
@Requires(env = "test")
final class InMemoryNoticeWorkflows implements NoticeWorkflows {

  final Map<String, NoticeOrder> started = new LinkedHashMap<>();
  Standing standing = new Standing.Ended(NoticeReceipt.DELIVERED);
  boolean down;
  int starts;

  @Override
  public synchronized void start(NoticeOrder order) {
    check();
    starts++;
    started.putIfAbsent(order.notice().delivery(), order);
  }

  @Override
  public synchronized Standing look(String delivery) {
    check();
    return started.containsKey(delivery) ? standing : new Standing.Unknown();
  }

  @Override
  public Standing await(String delivery, Duration patience) {
    return look(delivery);
  }

  /** What was sent to a route, in order. */
  synchronized List<NoticeOrder> of(String route) {
    List<NoticeOrder> orders = new ArrayList<>(started.values());
    orders.removeIf(order -> !order.notice().delivery().startsWith("notice:" + route + ":"));
    return orders;
  }

  private void check() {
    if (down) {
      throw new HubException(ErrorCode.UNAVAILABLE, "Temporal is down");
    }
  }
}
