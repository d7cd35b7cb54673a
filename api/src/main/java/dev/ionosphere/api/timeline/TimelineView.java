package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;

/** A record as the API shows it, with the names of the canonical form. */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineView(
    String ion,
    long seq,
    String key,
    Instant time,
    String kind,
    String actor,
    String subject,
    @Nullable String node,
    @Nullable Long cause,
    @Nullable String evidence,
    Map<String, Object> data,
    Map<String, String> temporal,
    String previous,
    String hash) {

  public static TimelineView of(TimelineRecord record) {
    return new TimelineView(
        record.ion(),
        record.sequence(),
        record.entryKey(),
        record.occurredAt(),
        record.kind(),
        record.actor(),
        record.subject(),
        record.node(),
        record.cause(),
        record.evidence(),
        Json.map(record.data()),
        Map.of("workflow", record.workflow(), "run", record.workflowRun()),
        record.previous(),
        record.hash());
  }
}
