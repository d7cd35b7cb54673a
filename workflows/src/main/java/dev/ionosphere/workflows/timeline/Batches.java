package dev.ionosphere.workflows.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts what waits for the hub into requests that it takes, which are below 1 MB. */
final class Batches {

  static final int MOST_ENTRIES = 100;

  /** Far enough below the hub's limit for names, commas and the batch's own fields. */
  static final int MOST_BYTES = 800_000;

  private static final int LONGEST_TEXT = 20_000;
  private static final int LARGEST_ENTRY = 400_000;
  // Keys, field names and punctuation of an entry or a value.
  private static final int FRAME = 400;
  private static final int COMMA = 8;

  /** The next entries in order: at least one, if any waits. */
  static List<TimelineEntry> next(List<TimelineEntry> waiting) {
    List<TimelineEntry> batch = new ArrayList<>();
    long bytes = 0;
    for (TimelineEntry entry : waiting) {
      bytes += bytes(entry);
      if (batch.size() == MOST_ENTRIES || (!batch.isEmpty() && bytes > MOST_BYTES)) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  /** The entry with its texts cut, so that it fits a batch alone. */
  static TimelineEntry fitting(TimelineEntry entry) {
    if (bytes(entry) <= LARGEST_ENTRY && !hasLongText(entry.data())) {
      return entry;
    }
    TimelineEntry cut = with(entry, map(entry.data()));
    long bytes = bytes(cut);
    return bytes <= LARGEST_ENTRY
        ? cut
        : with(entry, Map.of("omitted", "data of about " + bytes + " bytes, too many to keep"));
  }

  private static TimelineEntry with(TimelineEntry entry, Map<String, Object> data) {
    return new TimelineEntry(
        Storable.text(entry.key(), LONGEST_TEXT),
        entry.time(),
        Storable.text(entry.kind(), LONGEST_TEXT),
        Storable.text(entry.actor(), LONGEST_TEXT),
        Storable.text(entry.subject(), LONGEST_TEXT),
        optional(entry.node()),
        optional(entry.cause()),
        data);
  }

  private static @Nullable String optional(@Nullable String text) {
    return text == null ? null : Storable.text(text, LONGEST_TEXT);
  }

  private static boolean hasLongText(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length() > LONGEST_TEXT;
      case Map<?, ?> map -> map.values().stream().anyMatch(Batches::hasLongText);
      case Iterable<?> values -> {
        boolean found = false;
        for (Object one : values) {
          found |= hasLongText(one);
        }
        yield found;
      }
      case null, default -> false;
    };
  }

  private static Map<String, Object> map(Map<?, ?> values) {
    Map<String, Object> cut = new LinkedHashMap<>();
    values.forEach((name, value) -> cut.put(String.valueOf(name), value(value)));
    return cut;
  }

  // A null stands for itself, as it does in the data of an entry.
  @SuppressWarnings("NullAway")
  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case String text -> Storable.text(text, LONGEST_TEXT);
      case Map<?, ?> map -> map(map);
      case List<?> list -> list.stream().map(Batches::value).toList();
      case null, default -> value;
    };
  }

  /** At least what the entry has as JSON in UTF-8. */
  static long bytes(TimelineEntry entry) {
    return FRAME
        + bytes((Object) entry.key())
        + bytes((Object) entry.kind())
        + bytes((Object) entry.actor())
        + bytes((Object) entry.subject())
        + bytes(entry.node())
        + bytes(entry.cause())
        + bytes(entry.data());
  }

  private static long bytes(@Nullable Object value) {
    return switch (value) {
      case null -> COMMA;
      case String text -> COMMA + text.chars().mapToLong(Batches::unit).sum();
      case Map<?, ?> map ->
          COMMA
              + map.entrySet().stream()
                  .mapToLong(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                  .sum();
      case Iterable<?> values -> {
        long sum = COMMA;
        for (Object one : values) {
          sum += bytes(one);
        }
        yield sum;
      }
      default -> COMMA + value.toString().length();
    };
  }

  /** One UTF-16 unit: escaped, plain, or its share of UTF-8. */
  private static int unit(int unit) {
    if (unit < ' ') {
      return 6;
    }
    if (unit == '"' || unit == '\\') {
      return 2;
    }
    return unit < 0x80 ? 1 : 3;
  }

  private Batches() {}
}
