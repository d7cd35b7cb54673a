package dev.ionosphere.api.dashboard.timeline;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.Tone;
import dev.ionosphere.api.timeline.TimelineReading;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.sentence.Sentence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of the ledger as people read it.
 *
 * @param text what happened, a sentence
 * @param actor who or what did it
 * @param detail more about it, such as an error or a reason, often empty
 * @param link page about what it happened to, empty if there is none
 * @param cause sequence of the record that led to it
 */
public record EventLine(
    long sequence,
    Instant at,
    String kind,
    Tone tone,
    String text,
    String actor,
    String detail,
    String link,
    @Nullable String node,
    @Nullable Long cause,
    String workflow,
    String hash) {

  public static EventLine of(TimelineReading.Told told) {
    TimelineRecord record = told.record();
    Sentence sentence = told.sentence();
    return new EventLine(
        record.sequence(),
        record.occurredAt(),
        record.kind(),
        Tone.valueOf(sentence.mood().name()),
        sentence.text(),
        Format.actor(record.actor()),
        sentence.detail(),
        sentence.link(),
        record.node(),
        told.cause(),
        record.workflow(),
        record.hash());
  }
}
