package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events as the ledger stores them, a kind and canonical JSON, and back. */
public final class EntryReader {

  private static final String KIND = "kind";

  /** The fields of an event in canonical order, without its kind. */
  static Map<String, Object> fields(TimelineEvent event) {
    Map<String, Object> fields = Json.map(Json.canonical(event));
    fields.remove(KIND);
    return fields;
  }

  /** The event with this kind and data; refuses what is none. */
  static TimelineEvent event(String kind, String data) {
    Class<? extends TimelineEvent> type =
        EventKinds.type(kind)
            .orElseThrow(
                () -> HubException.malformed("kind \"" + kind + "\" is unknown to this hub"));
    ObjectNode tree = (ObjectNode) Json.tree(data);
    missing(type, tree)
        .ifPresent(field -> {
          throw HubException.malformed(kind + ": field " + field + " is missing");
        });
    tree.put(KIND, kind);
    try {
      return Json.read(tree.toString(), TimelineEvent.class);
    } catch (IllegalArgumentException e) {
      throw HubException.malformed(kind + ": " + e.getMessage());
    }
  }

  /** What a record tells; nothing if a newer hub wrote it. */
  public static Optional<TimelineEvent> find(TimelineRecord record) {
    return EventKinds.type(record.kind()).map(known -> event(record.kind(), record.data()));
  }

  private static Optional<String> missing(Class<? extends TimelineEvent> type, ObjectNode tree) {
    return Arrays.stream(type.getRecordComponents())
        .filter(field -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .map(RecordComponent::getName)
        .filter(name -> !tree.hasNonNull(name))
        .findFirst();
  }

  private EntryReader() {}
}
