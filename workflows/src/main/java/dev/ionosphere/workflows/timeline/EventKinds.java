package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of events on the wire, read off the sealed types. */
public final class EventKinds {

  private static final Map<Class<? extends TimelineEvent>, String> NAMES =
      names(TimelineEvent.class);

  /** Every kind, in the order of a life. */
  public static List<String> all() {
    return List.copyOf(NAMES.values());
  }

  /** The kinds of a family such as {@link DeviceEvent}. */
  public static List<String> of(Class<? extends TimelineEvent> family) {
    return List.copyOf(names(family).values());
  }

  /** The type with this name. */
  public static Optional<Class<? extends TimelineEvent>> type(String kind) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(kind))
        .<Class<? extends TimelineEvent>>map(Map.Entry::getKey)
        .findFirst();
  }

  /** The name of a type of events. */
  public static String name(Class<? extends TimelineEvent> type) {
    String name = NAMES.get(type);
    if (name == null) {
      throw new IllegalStateException(type + " is not a permitted timeline event");
    }
    return name;
  }

  private static Map<Class<? extends TimelineEvent>, String> names(
      Class<? extends TimelineEvent> family) {
    Map<Class<? extends TimelineEvent>, String> names = new LinkedHashMap<>();
    for (Class<? extends TimelineEvent> type : leaves(family)) {
      names.put(type, type.getAnnotation(JsonTypeName.class).value());
    }
    return Collections.unmodifiableMap(names);
  }

  private static List<Class<? extends TimelineEvent>> leaves(Class<? extends TimelineEvent> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    List<Class<? extends TimelineEvent>> leaves = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      leaves.addAll(leaves(permitted.asSubclass(TimelineEvent.class)));
    }
    return leaves;
  }

  private EventKinds() {}
}
