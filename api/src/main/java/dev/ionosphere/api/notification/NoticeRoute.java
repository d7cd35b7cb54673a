package dev.ionosphere.api.notification;

import dev.ionosphere.api.json.TextsColumn;
import dev.ionosphere.spec.ion.NoticeTarget;
import dev.ionosphere.spec.reader.NoticeTargetReader;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is told what.
 *
 * @param ions pattern of names, see {@link IonPattern}
 * @param labels selector of an ION's labels; empty for any
 * @param topics see {@link TopicFilter}
 * @param severity of alerts: this one and worse
 * @param target JSON, as it stands in a document
 * @param groupSeconds how long what happens is gathered into one notice
 * @param repeatSeconds after which what still holds is told again, 0 for never
 */
@MappedEntity("notice_route")
public record NoticeRoute(
    @Id String name,
    String ions,
    String labels,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> topics,
    String severity,
    String target,
    long groupSeconds,
    long repeatSeconds,
    String changedBy,
    Instant changedAt) {

  /** A storm goes on: after a notice, the next on the same topic waits so many windows. */
  private static final int CALM = 5;

  boolean tells(Topic topic, String kind) {
    return TopicFilter.has(topics, topic, kind);
  }

  /** Whom it tells, for people: never a path, which may be a secret. */
  public String receiver() {
    return switch (NoticeTargetReader.stored(target)) {
      case NoticeTarget.Webhook webhook ->
          "%s webhook at %s"
              .formatted(
                  webhook.format().name().toLowerCase(Locale.ROOT),
                  webhook.url().replaceFirst("^[^:]*://", "").replaceFirst("[/?].*$", ""));
      case NoticeTarget.Mail mail -> "mail to " + String.join(", ", mail.to());
    };
  }

  public Duration window() {
    return Duration.ofSeconds(groupSeconds);
  }

  Duration calm() {
    return window().multipliedBy(CALM);
  }

  public Optional<Duration> repeat() {
    return repeatSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(repeatSeconds));
  }
}
