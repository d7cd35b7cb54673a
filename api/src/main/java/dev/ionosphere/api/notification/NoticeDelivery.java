package dev.ionosphere.api.notification;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One notice to one receiver.
 *
 * @param delivery id that the receiver sees, and of the workflow that sends it
 * @param items how many things it tells
 * @param content JSON of what the workflow is started with
 * @param state see {@link DeliveryState#text}
 * @param reason why it was lost, or what went wrong so far
 * @param lookAt when to see how far it is
 */
@MappedEntity("notice_delivery")
public record NoticeDelivery(
    @Id @GeneratedValue @Nullable Long id,
    String delivery,
    String route,
    String topic,
    String title,
    int items,
    String content,
    String state,
    @Nullable String reason,
    Instant createdAt,
    Instant lookAt,
    @Nullable Instant endedAt) {}
