package dev.ionosphere.api.notification;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One thing that a route tells.
 *
 * @param topic see {@link Topic#text}
 * @param source id of the alert or the approval
 * @param alert id of the alert, 0 for none
 * @param kind of an alert, else the topic
 * @param notedAt when the hub saw that the route tells it
 * @param toldAt when it was told last
 */
@MappedEntity("notice_item")
public record NoticeItem(
    @Id @GeneratedValue @Nullable Long id,
    String route,
    String topic,
    String source,
    long alert,
    String ion,
    String kind,
    String severity,
    String text,
    Instant notedAt,
    @Nullable Instant toldAt) {

  Topic topicOf() {
    return Topic.of(topic).orElseThrow();
  }
}
