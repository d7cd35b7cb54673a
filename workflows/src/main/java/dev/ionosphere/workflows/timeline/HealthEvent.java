package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Whether live data is still what a model was trained on. */
@JsonSubTypes({
  @JsonSubTypes.Type(HealthEvent.DriftDetected.class),
  @JsonSubTypes.Type(HealthEvent.DriftCleared.class)
})
public sealed interface HealthEvent extends TimelineEvent {

  String node();

  @Override
  default String subject() {
    return node();
  }

  /**
   * @param similarity by feature, 0 to 1
   */
  @JsonTypeName("drift.detected")
  record DriftDetected(String node, String digest, Map<String, Double> similarity, long rows)
      implements HealthEvent {
    public DriftDetected {
      // Sorted: Map.copyOf iterates in another order in every process.
      similarity = Collections.unmodifiableMap(new TreeMap<>(similarity));
    }
  }

  @JsonTypeName("drift.cleared")
  record DriftCleared(String node, String digest) implements HealthEvent {}
}
