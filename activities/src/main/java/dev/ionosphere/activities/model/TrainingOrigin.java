package dev.ionosphere.activities.model;

import dev.ionosphere.models.pack.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who trained a model, with what.
 *
 * @param program digest of the component's program
 * @param pushedBy who handed the component in; absent of one that comes with Ionosphere
 * @param format how the rows of the input were written; empty: as usual
 * @param engine name and version
 */
public record TrainingOrigin(
    String ion,
    String node,
    String run,
    String requester,
    String component,
    Digest program,
    Optional<String> pushedBy,
    Map<String, Object> arguments,
    Map<String, Object> format,
    String engine) {
  public TrainingOrigin {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    format = Collections.unmodifiableMap(new LinkedHashMap<>(format));
  }
}
