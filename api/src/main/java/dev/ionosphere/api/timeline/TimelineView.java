package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;

/**
 * A record as the API shows it.
 *
 * @param cause sequence of the record that led to it, absent while that is not in the ledger
 * @param causeKey key of that record, as the hash has it
 * @param sentence what happened, in words
 */
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
    @Nullable String causeKey,
    @Nullable String evidence,
    String sentence,
    Map<String, Object> data,
    Map<String, String> temporal,
    String previous,
    String hash) {

  public static TimelineView of(TimelineReading.Told told) {
    TimelineRecord record = told.record();
    return new TimelineView(
        record.ion(),
        record.sequence(),
        record.entryKey(),
        record.occurredAt(),
        record.kind(),
        record.actor(),
        record.subject(),
        record.node(),
        told.cause(),
        record.cause(),
        record.evidence(),
        told.sentence().whole(),
        data(record),
        Map.of("workflow", record.workflow(), "run", record.workflowRun()),
        record.previous(),
        record.hash());
  }

  /** Data that somebody changed need not be JSON any more; verify names it. */
  private static Map<String, Object> data(TimelineRecord record) {
    try {
      return Json.map(record.data());
    } catch (IllegalArgumentException e) {
      return Map.of("unreadable", record.data());
    }
  }
}
