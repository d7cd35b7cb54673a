package dev.ionosphere.api.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.workflows.timeline.Storable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of a delivery one by one: what is wrong with one is no other's business. */
final class RecordReader {

  static Reported read(Telemetry.Entry entry) {
    return switch (entry.kind() == null ? "" : entry.kind()) {
      case Telemetry.Entry.BUCKET -> bucket(entry);
      case Telemetry.Entry.WINDOW -> window(entry);
      case Telemetry.Entry.INCIDENT -> incident(entry);
      default ->
          refused(
              entry,
              null,
              "kind: got \"%s\", allowed are bucket, window and incident".formatted(entry.kind()));
    };
  }

  private static Reported bucket(Telemetry.Entry entry) {
    try {
      Bucket bucket = body(entry, Bucket.class);
      return TelemetryChecks.bucket(bucket)
          .<Reported>map(wrong -> refused(entry, bucket.ion(), wrong))
          .orElseGet(() ->
              new Reported.Counted(
                  entry, bucket, "bucket " + bucket.start() + " part " + bucket.part()));
    } catch (IllegalArgumentException e) {
      return unreadable(entry, e);
    }
  }

  private static Reported window(Telemetry.Entry entry) {
    try {
      Telemetry.Window window = body(entry, Telemetry.Window.class);
      return TelemetryChecks.window(window)
          .<Reported>map(wrong -> refused(entry, window.ion(), wrong))
          .orElseGet(() ->
              new Reported.Counted(entry, OldWindow.bucket(window), "window " + window.sequence()));
    } catch (IllegalArgumentException e) {
      return unreadable(entry, e);
    }
  }

  private static Reported incident(Telemetry.Entry entry) {
    try {
      Telemetry.Incident incident = body(entry, Telemetry.Incident.class);
      return TelemetryChecks.incident(incident)
          .<Reported>map(wrong -> refused(entry, incident.ion(), wrong))
          .orElseGet(() -> new Reported.Incident(entry, incident));
    } catch (IllegalArgumentException e) {
      return unreadable(entry, e);
    }
  }

  private static <T> T body(Telemetry.Entry entry, Class<T> type) {
    @Nullable Object body = entry.body();
    if (body == null) {
      throw new IllegalArgumentException("body: got none");
    }
    return Optional.<T>ofNullable(Json.read(Json.canonical(body), type))
        .orElseThrow(() -> new IllegalArgumentException("body: got null"));
  }

  private static Reported unreadable(Telemetry.Entry entry, IllegalArgumentException e) {
    String why =
        e.getCause() instanceof JsonProcessingException wrong
            ? wrong.getOriginalMessage()
            : String.valueOf(e.getMessage());
    return refused(entry, null, entry.kind() + " cannot be read: " + why);
  }

  private static Reported refused(Telemetry.Entry entry, @Nullable String ion, String reason) {
    return new Reported.Refused(entry, ion, Storable.reason(reason));
  }

  private RecordReader() {}
}
