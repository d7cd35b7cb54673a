package dev.ionosphere.workflows.gate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a gate judges, frozen when the candidate came.
 *
 * @param condition in CEL
 * @param candidate metrics of the candidate
 * @param current metrics of the model in use; empty if there is none
 * @param health how that one does on live data; absent: nobody has said yet
 * @param evidence digest of what an approver would be shown
 */
public record GateInput(
    String condition,
    Map<String, Double> candidate,
    Map<String, Double> current,
    @Nullable Health health,
    String evidence) {

  public GateInput {
    candidate = Collections.unmodifiableMap(new TreeMap<>(candidate));
    current = Collections.unmodifiableMap(new TreeMap<>(current));
  }

  /**
   * @param similarity to the training data by feature, 0 to 1
   * @param rows that were judged
   */
  public record Health(Map<String, Double> similarity, long rows, boolean drifted) {
    public Health {
      similarity = Collections.unmodifiableMap(new TreeMap<>(similarity));
    }
  }
}
