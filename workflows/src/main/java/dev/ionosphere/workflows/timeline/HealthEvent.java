package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Whether live data is still what a model was trained on, and whether it looks normal to it. */
@JsonSubTypes({
  @JsonSubTypes.Type(HealthEvent.DriftDetected.class),
  @JsonSubTypes.Type(HealthEvent.DriftCleared.class),
  @JsonSubTypes.Type(HealthEvent.AnomaliesDetected.class),
  @JsonSubTypes.Type(HealthEvent.AnomaliesCleared.class)
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

  /**
   * @param share of the scored rows that are anomalies, 0 to 1
   * @param allowed share, by the document
   * @param rows that were judged
   */
  @JsonTypeName("anomalies.detected")
  record AnomaliesDetected(String node, String digest, double share, double allowed, long rows)
      implements HealthEvent {}

  @JsonTypeName("anomalies.cleared")
  record AnomaliesCleared(String node, String digest) implements HealthEvent {}
}
