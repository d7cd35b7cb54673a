package dev.ionosphere.workflows.timeline;

import dev.ionosphere.workflows.approval.Subject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts what waits for the hub into requests that it takes, which are below 1 MB. */
final class Batches {

  static final int MOST_ENTRIES = 100;

  /** Far enough below the hub's limit for names, commas and the batch's own fields. */
  static final int MOST_BYTES = 800_000;

  static final int LONGEST_TEXT = 20_000;
  static final int LARGEST_ENTRY = 400_000;

  /** The next entries in order: at least one, if any waits. */
  static List<TimelineEntry> next(List<TimelineEntry> waiting, int most) {
    List<TimelineEntry> batch = new ArrayList<>();
    long bytes = 0;
    for (TimelineEntry entry : waiting) {
      bytes += bytes(entry);
      if (batch.size() == most || (!batch.isEmpty() && bytes > MOST_BYTES)) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  /**
   * The entry with its long texts cut and the digest of the whole in their place, so that it fits a
   * batch alone; what cannot be cut so is set aside.
   */
  static TimelineEntry fitting(String ion, TimelineEntry entry) {
    if (bytes(entry) <= LONGEST_TEXT) {
      return entry;
    }
    TimelineEntry cut =
        new TimelineEntry(
            entry.key(),
            entry.time(),
            entry.actor(),
            entry.node(),
            entry.cause(),
            cut(entry.event()));
    long bytes = bytes(cut);
    return bytes <= LARGEST_ENTRY
        ? cut
        : SetAside.record(
            ion, entry, "it has " + bytes + " bytes, at most " + LARGEST_ENTRY + " fit");
  }

  /** What the entry has as JSON in UTF-8. */
  static long bytes(TimelineEntry entry) {
    return SetAside.json(entry).getBytes(StandardCharsets.UTF_8).length;
  }

  private static TimelineEvent cut(TimelineEvent event) {
    RecordComponent[] components = event.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Object value = components[i].getAccessor().invoke(event);
        values[i] = value instanceof String text ? cut(text) : value;
      }
      return event.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(event.kind() + " is not a record that can be cut", e);
    }
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    String note = " (cut from %d characters, %s)".formatted(text.length(), Subject.digest(text));
    return Storable.text(text, LONGEST_TEXT - note.length()) + note;
  }

  private Batches() {}
}
