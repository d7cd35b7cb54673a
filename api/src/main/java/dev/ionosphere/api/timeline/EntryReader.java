package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as the ledger stores them, a kind and canonical JSON, and back. */
public final class EntryReader {

  private static final String KIND = "kind";

  /** By kind, the fields that an event cannot be without. */
  private static final Map<String, List<String>> REQUIRED =
      EventKinds.all().stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), EntryReader::required));

  private static List<String> required(String kind) {
    return Arrays.stream(EventKinds.type(kind).orElseThrow().getRecordComponents())
        .filter(field -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .map(RecordComponent::getName)
        .toList();
  }

  /** The fields of an event in canonical order, without its kind. */
  static Map<String, Object> fields(TimelineEvent event) {
    Map<String, Object> fields = Json.map(Json.canonical(event));
    fields.remove(KIND);
    return fields;
  }

  /** Refuses fields that are not those of an event. */
  static void complete(String kind, Map<String, Object> fields) {
    complete(kind, name -> fields.get(name) != null);
  }

  private static void complete(String kind, Predicate<String> present) {
    List<String> required = REQUIRED.get(kind);
    if (required == null) {
      throw HubException.malformed("kind \"" + kind + "\" is unknown to this hub");
    }
    for (String name : required) {
      if (!present.test(name)) {
        throw HubException.malformed(kind + ": field " + name + " is missing");
      }
    }
  }

  /** The event with this kind and data; refuses what is none. */
  static TimelineEvent event(String kind, String data) {
    try {
      if (!(Json.tree(data) instanceof ObjectNode tree)) {
        throw HubException.malformed(kind + ": its data is no JSON object");
      }
      complete(kind, tree::hasNonNull);
      tree.put(KIND, kind);
      return Json.read(tree, TimelineEvent.class);
    } catch (IllegalArgumentException e) {
      throw HubException.malformed(kind + ": " + e.getMessage());
    }
  }

  /** What a record tells; nothing if a newer hub wrote it, or somebody changed it. */
  public static Optional<TimelineEvent> find(TimelineRecord record) {
    if (!REQUIRED.containsKey(record.kind())) {
      return Optional.empty();
    }
    try {
      return Optional.of(event(record.kind(), record.data()));
    } catch (HubException e) {
      return Optional.empty();
    }
  }

  private EntryReader() {}
}
