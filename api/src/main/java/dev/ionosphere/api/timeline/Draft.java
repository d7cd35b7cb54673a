package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the tables take it, but for its place in the chain.
 *
 * @param data canonical JSON of the event
 * @param event what projections see: the same as {@code data}
 */
record Draft(
    String key,
    Instant occurredAt,
    String kind,
    String actor,
    String subject,
    @Nullable String node,
    @Nullable String cause,
    @Nullable String evidence,
    String data,
    TimelineEvent event) {}
