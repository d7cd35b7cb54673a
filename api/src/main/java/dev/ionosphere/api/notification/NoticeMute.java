package dev.ionosphere.api.notification;

import dev.ionosphere.api.json.TextsColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;

/**
 * What nobody is told until a time. What still holds then is told.
 *
 * @param ions pattern of names, see {@link IonPattern}
 * @param topics see {@link TopicFilter}; none: all
 */
@MappedEntity("notice_mute")
public record NoticeMute(
    @Id @GeneratedValue @Nullable Long id,
    String ions,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> topics,
    Instant untilAt,
    String reason,
    String mutedBy,
    Instant mutedAt) {

  boolean covers(NoticeItem item) {
    return IonPattern.matches(ions, item.ion())
        && (topics.isEmpty() || TopicFilter.has(topics, item.topicOf(), item.kind()));
  }
}
