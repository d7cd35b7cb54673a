package dev.ionosphere.api.timeline;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One record of an ION's ledger.
 *
 * @param sequence from 1, without holes
 * @param cause key of the record that led to it
 * @param data canonical JSON
 * @param previous hash of the record before, 64 zeros for the first
 * @param hash SHA-256 of {@code previous} and the record's canonical JSON
 */
@MappedEntity("timeline_record")
public record TimelineRecord(
    @Id @GeneratedValue @Nullable Long id,
    String ion,
    long sequence,
    String entryKey,
    Instant occurredAt,
    String kind,
    String actor,
    String subject,
    @Nullable String node,
    @Nullable String cause,
    @Nullable String evidence,
    String data,
    String workflow,
    String workflowRun,
    String previous,
    String hash) {

  /** The same with this hash. */
  TimelineRecord hashed(String sum) {
    return new TimelineRecord(
        id,
        ion,
        sequence,
        entryKey,
        occurredAt,
        kind,
        actor,
        subject,
        node,
        cause,
        evidence,
        data,
        workflow,
        workflowRun,
        previous,
        sum);
  }
}
