package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.models.pack.ModelRef;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the model in use at a node.
 *
 * @param metrics that its training reported
 * @param judged how it does on live data; absent: nobody has said yet
 */
public record InUse(ModelRef model, Map<String, Double> metrics, Optional<Judgement> judged) {

  public InUse {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /**
   * The newest judgement of live data.
   *
   * @param digest of the model
   * @param similarity to the training data by feature, 0 to 1
   * @param rows that were judged
   */
  public record Judgement(
      String digest, boolean drifted, Map<String, Double> similarity, long rows, Instant at) {

    public Judgement {
      similarity = Collections.unmodifiableMap(new TreeMap<>(similarity));
    }
  }
}
