package dev.ionosphere.workflows.ion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.training.TrainingResult;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as the state machine takes it.
 *
 * <p>Signal {@code event} carries {@link HealthReported} and {@link RolloutReported} only: the
 * others have no name on the wire, so that nobody can send the ION a training that never ran.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IonEvent.HealthReported.class, name = "health-reported"),
  @JsonSubTypes.Type(value = IonEvent.RolloutReported.class, name = "rollout-reported")
})
public sealed interface IonEvent {

  /** Makes the event idempotent. */
  String id();

  /**
   * The hub's judgement of an inference node's live data.
   *
   * @param drifted whether the data is unlike training, after minimum samples and hysteresis
   * @param similarity by feature, 0 to 1
   * @param rows that were judged
   */
  record HealthReported(
      String id,
      String node,
      String digest,
      boolean drifted,
      Map<String, Double> similarity,
      long rows,
      @Nullable String trace)
      implements IonEvent {

    public HealthReported {
      // Anybody may send the signal: what is not whole is refused where it is read.
      Objects.requireNonNull(id, "health-reported needs an id");
      Objects.requireNonNull(node, "health-reported needs a node");
      Objects.requireNonNull(digest, "health-reported needs a digest");
      similarity = Map.copyOf(similarity);
    }
  }

  /** A rollout is through its waves, or has ended. */
  record RolloutReported(String id, RolloutReport report) implements IonEvent {

    public RolloutReported {
      Objects.requireNonNull(id, "rollout-reported needs an id");
      Objects.requireNonNull(report, "rollout-reported needs a report");
    }
  }

  /**
   * The workflow started for the first time.
   *
   * @param id unique among all launches of this ION
   */
  record Launched(String id) implements IonEvent {}

  /** The time of a timer that the machine asked for has come. */
  record TimerDue(String id, Timer timer) implements IonEvent {}

  record RunRequested(String id, String actor, String node, @Nullable String trace)
      implements IonEvent {}

  record RunStopped(String id, String actor, String run) implements IonEvent {}

  record TrainingFinished(String id, String node, TrainingResult result) implements IonEvent {}

  record TrainingFailed(String id, String node, String run, String error) implements IonEvent {}

  /**
   * Somebody wants to decide.
   *
   * @param answered whether the sender waits for the answer; a refusal nobody hears is recorded
   */
  record Decided(String id, DecideRequest request, boolean answered) implements IonEvent {}

  record ModelSet(
      String id, String actor, String node, ModelRef model, String reason, @Nullable String trace)
      implements IonEvent {}

  record Paused(String id, String actor) implements IonEvent {}

  record Resumed(String id, String actor) implements IonEvent {}

  /**
   * @param document canonical JSON
   * @param generation of the document
   */
  record DocumentChanged(
      String id, String actor, String document, long generation, @Nullable String trace)
      implements IonEvent {}

  record Stopped(String id, String actor) implements IonEvent {}
}
