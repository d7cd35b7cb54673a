package dev.ionosphere.api.device;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a device is to take its orders. One on the hub's own machine takes them from Temporal, where
 * people see each of them; one beyond it asks the hub, and learns nothing of Temporal.
 */
@Singleton
final class FeedChoice {

  private static final String AUTO = "auto";

  private final String configured;

  /**
   * @param configured auto, temporal or poll
   */
  FeedChoice(@Value("${hub.order-feed:auto}") String configured) {
    if (!configured.equals(AUTO) && OrderFeed.of(configured).isEmpty()) {
      throw new IllegalArgumentException(
          "ION_ORDER_FEED: got '%s', allowed are auto, temporal and poll".formatted(configured));
    }
    this.configured = configured;
  }

  /**
   * @param given what the agent says it can; absent: it may know Temporal
   */
  OrderFeed of(@Nullable List<String> given, HttpRequest<?> request) {
    List<String> able = given == null ? List.of(OrderFeed.TEMPORAL.text()) : given;
    OrderFeed wanted =
        OrderFeed.of(configured)
            .orElseGet(() -> isHere(request) ? OrderFeed.TEMPORAL : OrderFeed.POLL);
    return able.contains(wanted.text()) ? wanted : OrderFeed.POLL;
  }

  /** A proxy that nobody named may stand before anybody. */
  private boolean isHere(HttpRequest<?> request) {
    boolean relayed =
        request.getHeaders().contains("X-Forwarded-For")
            || request.getHeaders().contains("Forwarded");
    return !relayed && request.getRemoteAddress().getAddress().isLoopbackAddress();
  }
}
