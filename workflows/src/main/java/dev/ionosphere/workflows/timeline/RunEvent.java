package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs of a training node, and what might have started one. */
@JsonSubTypes({
  @JsonSubTypes.Type(RunEvent.TrainingStarted.class),
  @JsonSubTypes.Type(RunEvent.TrainingFinished.class),
  @JsonSubTypes.Type(RunEvent.TrainingFailed.class),
  @JsonSubTypes.Type(RunEvent.TrainingStopped.class),
  @JsonSubTypes.Type(RunEvent.RunSkipped.class),
  @JsonSubTypes.Type(RunEvent.EventSuppressed.class),
  @JsonSubTypes.Type(RunEvent.WorkWaiting.class),
  @JsonSubTypes.Type(RunEvent.WorkResumed.class)
})
public sealed interface RunEvent extends TimelineEvent {

  /**
   * @param reason {@code schedule}, {@code request}, or the event's name such as {@code drift}
   */
  @JsonTypeName("training.started")
  record TrainingStarted(String run, String reason, String requester) implements RunEvent {
    @Override
    public String subject() {
      return run;
    }
  }

  @JsonTypeName("training.finished")
  record TrainingFinished(
      String run,
      String digest,
      String signature,
      String keyId,
      long bytes,
      Map<String, Double> metrics,
      String evidence)
      implements RunEvent {
    public TrainingFinished {
      // Sorted: Map.copyOf iterates in another order in every process.
      metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    @Override
    public String subject() {
      return run;
    }
  }

  @JsonTypeName("training.failed")
  record TrainingFailed(String run, String error) implements RunEvent {
    @Override
    public String subject() {
      return run;
    }
  }

  /** A person, a new document or the ION's end stopped it. */
  @JsonTypeName("training.stopped")
  record TrainingStopped(String run, String reason) implements RunEvent {
    @Override
    public String subject() {
      return run;
    }
  }

  /**
   * Runs that were due or asked for and did not start. One record a gap.
   *
   * @param count how many, at least 1
   * @param from when the first of them was due
   * @param to when the last of them was due
   */
  @JsonTypeName("run.skipped")
  record RunSkipped(
      String node, String reason, long count, @Nullable Instant from, @Nullable Instant to)
      implements RunEvent {
    @Override
    public String subject() {
      return node;
    }
  }

  /**
   * An event edge that did not fire.
   *
   * @param edge {@code from->to:event}
   */
  @JsonTypeName("event.suppressed")
  record EventSuppressed(String edge, String to, String reason) implements RunEvent {
    @Override
    public String subject() {
      return to;
    }
  }

  /** Work cannot go on until something outside is back; it is tried again until then. */
  @JsonTypeName("work.waiting")
  record WorkWaiting(String work, String step, String reason) implements RunEvent {
    @Override
    public String subject() {
      return work;
    }
  }

  @JsonTypeName("work.resumed")
  record WorkResumed(String work, String step) implements RunEvent {
    @Override
    public String subject() {
      return work;
    }
  }
}
