package dev.ionosphere.workflows.timeline;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an ION.
 *
 * @param key idempotency key, unique in the ION's ledger
 * @param kind one of {@link TimelineKind}
 * @param actor {@code person:<name>}, {@code schedule}, {@code drift}, {@code device:<id>} or
 *     {@code system}
 * @param subject what it happened to: a node, run, approval, rollout, device or model digest
 * @param cause key of the entry that led to this one
 * @param data facts of the kind, JSON values only; the names are documented on {@link TimelineKind}
 */
public record TimelineEntry(
    String key,
    Instant time,
    String kind,
    String actor,
    String subject,
    @Nullable String node,
    @Nullable String cause,
    Map<String, Object> data) {

  public TimelineEntry {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }
}
