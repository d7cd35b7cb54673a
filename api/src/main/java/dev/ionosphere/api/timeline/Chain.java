package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * The hash chain: {@code hash = SHA-256(previous hash in hex || canonical JSON of the record)}.
 * Canonical: keys sorted, no white space, absent fields left out, times in UTC.
 */
final class Chain {

  /** What the first record has as its previous hash. */
  static final String START = "0".repeat(64);

  static String hash(TimelineRecord record) {
    return Sha256.hex(record.previous() + canonical(record));
  }

  static String canonical(TimelineRecord record) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("ion", record.ion());
    fields.put("seq", record.sequence());
    fields.put("key", record.entryKey());
    fields.put("time", record.occurredAt().toString());
    fields.put("kind", record.kind());
    fields.put("actor", record.actor());
    fields.put("subject", record.subject());
    // As it is stored, so that not even a blank in it can change unseen.
    fields.put("data", new RawValue(record.data()));
    fields.put("temporal", Map.of("workflow", record.workflow(), "run", record.workflowRun()));
    put(fields, "node", record.node());
    put(fields, "cause", record.cause());
    put(fields, "evidence", record.evidence());
    return Json.canonical(fields);
  }

  private static void put(
      Map<String, Object> fields, String name, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private Chain() {}
}
