package dev.ionosphere.workflows.ion;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of a timeline entry, in the order they are told. */
final class Data {

  private final Map<String, Object> facts = new LinkedHashMap<>();

  static Data of(String name, Object value) {
    return new Data().and(name, value);
  }

  /** Leaves out what is not known. */
  Data and(String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
    return this;
  }

  Map<String, Object> map() {
    return facts;
  }
}
