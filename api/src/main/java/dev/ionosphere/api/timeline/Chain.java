package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /**
   * Written by hand, in the order of {@link Json#canonical}: a ledger is hashed as a whole whenever
   * it is verified.
   */
  static String canonical(TimelineRecord record) {
    StringBuilder text = new StringBuilder(512);
    put(text, "{\"actor\":", record.actor());
    put(text, ",\"cause\":", record.cause());
    // As it is stored, so that not even a blank in it can change unseen.
    text.append(",\"data\":").append(record.data());
    put(text, ",\"evidence\":", record.evidence());
    put(text, ",\"ion\":", record.ion());
    put(text, ",\"key\":", record.entryKey());
    put(text, ",\"kind\":", record.kind());
    put(text, ",\"node\":", record.node());
    text.append(",\"seq\":").append(record.sequence());
    put(text, ",\"subject\":", record.subject());
    put(text, ",\"temporal\":{\"run\":", record.workflowRun());
    put(text, ",\"workflow\":", record.workflow());
    put(text, "},\"time\":", record.occurredAt().toString());
    return text.append('}').toString();
  }

  private static void put(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append('"');
      JsonStringEncoder.getInstance().quoteAsString(value, text);
      text.append('"');
    }
  }

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
