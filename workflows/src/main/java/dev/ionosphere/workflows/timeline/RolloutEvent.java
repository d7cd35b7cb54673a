package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release on its way to devices. */
@JsonSubTypes({
  @JsonSubTypes.Type(RolloutEvent.RolloutStarted.class),
  @JsonSubTypes.Type(RolloutEvent.RolloutWave.class),
  @JsonSubTypes.Type(RolloutEvent.RolloutPaused.class),
  @JsonSubTypes.Type(RolloutEvent.RolloutResumed.class),
  @JsonSubTypes.Type(RolloutEvent.RolloutFinished.class),
  @JsonSubTypes.Type(RolloutEvent.DeviceApplied.class)
})
public sealed interface RolloutEvent extends TimelineEvent {

  String rollout();

  @Override
  default String subject() {
    return rollout();
  }

  /**
   * @param waves sizes in order
   */
  @JsonTypeName("rollout.started")
  record RolloutStarted(
      String rollout, String node, long generation, String digest, List<Integer> waves, int devices)
      implements RolloutEvent {
    public RolloutStarted {
      waves = List.copyOf(waves);
    }
  }

  /**
   * @param verdict {@code passed} or {@code failed}
   */
  @JsonTypeName("rollout.wave")
  record RolloutWave(
      String rollout,
      int wave,
      int asked,
      int active,
      int failed,
      int silent,
      String verdict,
      @Nullable String reason)
      implements RolloutEvent {}

  @JsonTypeName("rollout.paused")
  record RolloutPaused(String rollout, @Nullable String reason) implements RolloutEvent {}

  @JsonTypeName("rollout.resumed")
  record RolloutResumed(String rollout, @Nullable String reason) implements RolloutEvent {}

  /**
   * @param outcome {@code completed}, {@code failed}, {@code superseded} or {@code aborted}
   * @param reason unless completed
   */
  @JsonTypeName("rollout.finished")
  record RolloutFinished(
      String rollout, String outcome, int active, int failed, int silent, @Nullable String reason)
      implements RolloutEvent {}

  /**
   * @param status {@code active}, {@code refused}, or {@code silent} when the rollout no longer
   *     waits for it; its answer may follow
   */
  @JsonTypeName("device.applied")
  record DeviceApplied(
      String device,
      String rollout,
      String node,
      long generation,
      String digest,
      String status,
      String reason)
      implements RolloutEvent {
    @Override
    public String subject() {
      return device;
    }
  }
}
