package dev.ionosphere.api.timeline;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of any kind, with a value for each field that a test does not care about. */
public final class TestingEntries {

  /**
   * @param subject of the event's first field, unless {@code data} has it
   * @param data fields of the event
   */
  public static TimelineEntry entry(
      String key,
      Instant time,
      String kind,
      String actor,
      String subject,
      @Nullable String node,
      @Nullable String cause,
      Map<String, Object> data) {
    return new TimelineEntry(key, time, new Actor(actor), node, cause, event(kind, subject, data));
  }

  public static TimelineEvent event(String kind, String subject, Map<String, Object> data) {
    Class<? extends TimelineEvent> type = EventKinds.type(kind).orElseThrow();
    Map<String, Object> fields = new LinkedHashMap<>();
    boolean first = true;
    for (RecordComponent field : type.getRecordComponents()) {
      if (data.containsKey(field.getName())) {
        fields.put(field.getName(), data.get(field.getName()));
      } else if (first) {
        fields.put(field.getName(), subject);
      } else if (!field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        fields.put(field.getName(), value(field));
      }
      first = false;
    }
    data.keySet().stream()
        .filter(name -> !fields.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(kind + " has no field " + name);
        });
    return EntryReader.event(kind, Json.canonical(fields));
  }

  /** An event whose every field has what no column takes. */
  static TimelineEvent hostile(String kind, String text) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (RecordComponent field : EventKinds.type(kind).orElseThrow().getRecordComponents()) {
      Class<?> type = field.getType();
      data.put(
          field.getName(),
          type == String.class
              ? text
              : type == long.class
                  ? Long.MAX_VALUE
                  : type == int.class
                      ? Integer.MAX_VALUE
                      : type == Instant.class
                          ? Instant.MAX.toString()
                          : type == List.class && !field.getGenericType().toString().contains("Int")
                              ? List.of(text)
                              : value(field));
    }
    return event(kind, text, data);
  }

  private static Object value(RecordComponent field) {
    Class<?> type = field.getType();
    if (type == List.class) {
      return List.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == Instant.class) {
      return "2026-12-01T10:00:00Z";
    }
    if (type == boolean.class) {
      return false;
    }
    return type == String.class ? "" : 0;
  }

  private TestingEntries() {}
}
