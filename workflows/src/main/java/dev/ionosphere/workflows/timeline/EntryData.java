package dev.ionosphere.workflows.timeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together the data of a {@link TimelineEntry}, in the order it is told. */
public final class EntryData {

  private final Map<String, Object> data = new LinkedHashMap<>();

  private EntryData() {}

  /** Begins with a fact; what names it is documented at the entry's {@link TimelineKind}. */
  public static EntryData of(String name, @Nullable Object value) {
    return new EntryData().and(name, value);
  }

  /** Leaves out what is not known. */
  public EntryData and(String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
    return this;
  }

  public Map<String, Object> map() {
    return data;
  }
}
