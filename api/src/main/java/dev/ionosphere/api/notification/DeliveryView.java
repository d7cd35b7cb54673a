package dev.ionosphere.api.notification;

import dev.ionosphere.api.HubConfiguration;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice and what became of it, as REST sends it.
 *
 * @param id cursor of the list
 * @param delivery as the receiver sees it; the workflow has the same id
 * @param items how many things it tells
 * @param state waiting, sending, delivered, refused or given-up
 * @param reason why it was lost, or what went wrong so far
 * @param temporal page of the workflow; empty if there is none
 */
@Introspected
record DeliveryView(
    @Nullable Long id,
    String delivery,
    String route,
    String topic,
    String title,
    int items,
    String state,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant endedAt,
    String temporal) {

  static DeliveryView of(NoticeDelivery delivery, HubConfiguration hub) {
    return new DeliveryView(
        delivery.id(),
        delivery.delivery(),
        delivery.route(),
        delivery.topic(),
        delivery.title(),
        delivery.items(),
        delivery.state(),
        delivery.reason(),
        delivery.createdAt(),
        delivery.endedAt(),
        hub.temporalPage(delivery.delivery()));
  }
}
