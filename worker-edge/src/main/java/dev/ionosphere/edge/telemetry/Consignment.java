package dev.ionosphere.edge.telemetry;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import dev.ionosphere.models.device.TelemetryReceipt.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one delivery.
 *
 * @param sent those that can be read, with what is sent of each
 * @param unreadable those that cannot
 */
record Consignment(List<Sent> sent, List<Undeliverable> unreadable) {

  static final Consignment EMPTY = new Consignment(List.of(), List.of());

  Consignment {
    sent = List.copyOf(sent);
    unreadable = List.copyOf(unreadable);
  }

  /** A record and how it is sent. */
  record Sent(Spool.Entry entry, Telemetry.Entry form) {}

  /** A record that nobody will take. */
  record Undeliverable(Spool.Entry entry, String reason) {}

  /** What tells a bucket from a window. */
  private record Start(@Nullable Instant start) {}

  /** Names a record. */
  private record Key(String lane, long sequence) {}

  static Consignment of(Spool.Delivery delivery) {
    List<Sent> sent = new ArrayList<>();
    List<Undeliverable> unreadable = new ArrayList<>();
    for (Spool.Entry entry : delivery.records()) {
      byte @Nullable [] payload = entry.payload();
      if (payload == null) {
        unreadable.add(new Undeliverable(entry, "the disk does not hold it any more"));
        continue;
      }
      try {
        sent.add(new Sent(entry, form(entry, payload)));
      } catch (IOException e) {
        unreadable.add(new Undeliverable(entry, "it cannot be read: " + e.getMessage()));
      }
    }
    return new Consignment(sent, unreadable);
  }

  private static Telemetry.Entry form(Spool.Entry entry, byte[] payload) throws IOException {
    return switch (entry.priority()) {
      case Priority.WINDOW -> counts(entry, payload);
      case Priority.INCIDENT ->
          form(entry, Telemetry.Entry.INCIDENT, Json.read(payload, Telemetry.Incident.class));
    };
  }

  /** Agents of 0.3.0 kept windows, which say from when they are and not where they start. */
  private static Telemetry.Entry counts(Spool.Entry entry, byte[] payload) throws IOException {
    return Json.read(payload, Start.class).start() == null
        ? form(entry, Telemetry.Entry.WINDOW, Json.read(payload, Telemetry.Window.class))
        : form(entry, Telemetry.Entry.BUCKET, Json.read(payload, Bucket.class));
  }

  private static Telemetry.Entry form(Spool.Entry entry, String kind, Object body) {
    return new Telemetry.Entry(entry.lane(), entry.sequence(), kind, body);
  }

  List<Telemetry.Entry> readable() {
    return sent.stream().map(Sent::form).toList();
  }

  int size() {
    return sent.size() + unreadable.size();
  }

  /** The same records, none of which the hub takes. */
  Consignment refused(String reason) {
    List<Undeliverable> all = new ArrayList<>(unreadable);
    sent.forEach(record -> all.add(new Undeliverable(record.entry(), reason)));
    return new Consignment(List.of(), all);
  }

  /**
   * What is never to be sent again, in order of the lanes.
   *
   * @throws IOException unless the receipt has one verdict for each record that was sent, and for
   *     no other
   */
  List<Undeliverable> undeliverable(TelemetryReceipt receipt) throws IOException {
    Map<Key, TelemetryReceipt.Answer> answers = new HashMap<>();
    for (TelemetryReceipt.Answer answer : receipt.records()) {
      if (answer.verdict() == null
          || answers.put(new Key(answer.lane(), answer.sequence()), answer) != null) {
        throw new IOException("receipt: record " + answer.sequence() + " has no or two verdicts");
      }
    }
    List<Undeliverable> undeliverable = new ArrayList<>(unreadable);
    for (Sent record : sent) {
      Spool.Entry entry = record.entry();
      TelemetryReceipt.@Nullable Answer answer =
          answers.remove(new Key(entry.lane(), entry.sequence()));
      if (answer == null) {
        throw new IOException("receipt: record " + entry.sequence() + " has no verdict");
      }
      if (answer.verdict() == Verdict.REFUSED) {
        undeliverable.add(new Undeliverable(entry, "the hub refused it: " + answer.reason()));
      }
    }
    if (!answers.isEmpty()) {
      throw new IOException("receipt: got verdicts for " + answers.size() + " records not sent");
    }
    undeliverable.sort((a, b) -> Long.compare(a.entry().sequence(), b.entry().sequence()));
    return undeliverable;
  }
}
