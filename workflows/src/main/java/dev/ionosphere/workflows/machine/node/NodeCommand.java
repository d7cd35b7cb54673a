package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.timeline.Actor;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is told to one node from outside. A node that has no use for it refuses it by name. */
public sealed interface NodeCommand {

  /**
   * @param answered whether the sender waits for the answer; a refusal nobody hears is recorded
   */
  record Decide(DecideRequest request, boolean answered) implements NodeCommand {}

  record StopRun(Actor actor, String run) implements NodeCommand {}

  /** A person wants a model that was let through before. */
  record SetModel(Actor actor, ModelRef model, String reason, @Nullable String trace)
      implements NodeCommand {}

  /**
   * The hub's judgement of live data.
   *
   * @param drifted whether it is unlike training, after minimum samples and hysteresis
   * @param similarity by feature, 0 to 1
   * @param anomalies absent of hubs up to 0.3.0, which did not say
   */
  record Judged(
      String digest,
      boolean drifted,
      Map<String, Double> similarity,
      long rows,
      @Nullable AnomalyRate anomalies,
      Instant at,
      @Nullable String trace)
      implements NodeCommand {
    public Judged {
      similarity = Collections.unmodifiableMap(new TreeMap<>(similarity));
    }

    public InUse.Judgement judgement() {
      return new InUse.Judgement(digest, drifted, similarity, rows, at);
    }
  }
}
