package dev.ionosphere.api.timeline;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A key that came again with other content.
 *
 * @param sequence of the record that has the key; 0 if it came in the same batch
 * @param content canonical JSON of what came
 */
@MappedEntity("timeline_conflict")
public record TimelineConflict(
    @Id @GeneratedValue @Nullable Long id,
    String ion,
    String entryKey,
    long sequence,
    String kind,
    String content,
    String workflow,
    String workflowRun,
    Instant seenAt) {}
