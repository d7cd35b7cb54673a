package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.ionosphere.api.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hash chain, as {@link ChainHash} makes it, and how its records are written elsewhere. */
final class Chain {

  /** What the first record has as its previous hash. */
  static final String START = "0".repeat(64);

  /** The record with its hashes, a line of an export. */
  static String line(TimelineRecord record) {
    Map<String, Object> fields = fields(record);
    fields.put("seq", record.sequence());
    fields.put("temporal", Map.of("workflow", record.workflow(), "run", record.workflowRun()));
    fields.put("previous", record.previous());
    fields.put("hash", record.hash());
    return Json.canonical(fields);
  }

  /** What is told, wherever in the ledger and by whichever run of the workflow. */
  static String content(TimelineRecord record) {
    return Json.canonical(fields(record));
  }

  private static Map<String, Object> fields(TimelineRecord record) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("ion", record.ion());
    fields.put("key", record.entryKey());
    fields.put("time", record.occurredAt().toString());
    fields.put("kind", record.kind());
    fields.put("actor", record.actor());
    fields.put("subject", record.subject());
    // As it is stored, so that not even a blank in it can change unseen.
    fields.put("data", new RawValue(record.data()));
    put(fields, "node", record.node());
    put(fields, "cause", record.cause());
    put(fields, "evidence", record.evidence());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private Chain() {}
}
