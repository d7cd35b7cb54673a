package dev.ionosphere.activities.model;

import dev.ionosphere.models.pack.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who trained a model, with what.
 *
 * @param engine name and version
 * @param program digest of the component's program
 */
public record TrainingOrigin(
    String ion,
    String node,
    String run,
    String requester,
    String component,
    Digest program,
    Map<String, Object> arguments,
    String engine) {
  public TrainingOrigin {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }
}
