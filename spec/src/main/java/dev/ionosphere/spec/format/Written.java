package dev.ionosphere.spec.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps as they stand in canonical JSON. */
public final class Written {

  private Written() {}

  /** Names and values in turn; text, numbers, flags, lists and maps. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
