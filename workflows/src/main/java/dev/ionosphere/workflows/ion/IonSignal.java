package dev.ionosphere.workflows.ion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.rollout.RolloutReport;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What signal {@code event} carries. Anybody who reaches Temporal may send it, so it never carries
 * what work has made: {@link WorkEnded} only says that it is time to look.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IonSignal.HealthReported.class, name = "health-reported"),
  @JsonSubTypes.Type(value = IonSignal.RolloutReported.class, name = "rollout-reported"),
  @JsonSubTypes.Type(value = IonSignal.WorkWaits.class, name = "work-waits"),
  @JsonSubTypes.Type(value = IonSignal.WorkEnded.class, name = "work-ended")
})
public sealed interface IonSignal {

  /**
   * The hub's judgement of an inference node's live data.
   *
   * @param drifted whether the data is unlike training, after minimum samples and hysteresis
   * @param similarity by feature, 0 to 1
   * @param rows that were judged
   * @param anomalies whether too many of them are; absent from hubs up to 0.3.0
   */
  record HealthReported(
      String id,
      String node,
      String digest,
      boolean drifted,
      Map<String, Double> similarity,
      long rows,
      @Nullable AnomalyRate anomalies,
      @Nullable String trace)
      implements IonSignal {
    public HealthReported {
      Objects.requireNonNull(id, "health-reported needs an id");
      Objects.requireNonNull(node, "health-reported needs a node");
      Objects.requireNonNull(digest, "health-reported needs a digest");
      similarity = Map.copyOf(similarity);
    }

    IonEvent event(Instant now) {
      return new IonEvent.Told(
          id,
          node,
          new NodeCommand.Judged(digest, drifted, similarity, rows, anomalies, now, trace));
    }
  }

  /** A rollout is through its waves, or has ended. */
  record RolloutReported(String id, RolloutReport report) implements IonSignal {
    public RolloutReported {
      Objects.requireNonNull(id, "rollout-reported needs an id");
      Objects.requireNonNull(report, "rollout-reported needs a report");
    }

    IonEvent event() {
      return new IonEvent.WorkProgressed(id, report.rollout(), report.node(), report);
    }
  }

  /**
   * @param reason absent: the work goes on
   */
  record WorkWaits(
      String id,
      String work,
      String node,
      String step,
      @Nullable String reason,
      @Nullable Instant since)
      implements IonSignal {
    public WorkWaits {
      Objects.requireNonNull(id, "work-waits needs an id");
      Objects.requireNonNull(work, "work-waits needs its work");
      Objects.requireNonNull(node, "work-waits needs a node");
      Objects.requireNonNull(step, "work-waits needs a step");
    }

    IonEvent event(Instant now) {
      Optional<WorkWait> wait =
          Optional.ofNullable(reason)
              .map(why -> new WorkWait(step, why, Objects.requireNonNullElse(since, now)));
      return new IonEvent.WorkWaits(id, work, node, wait);
    }
  }

  record WorkEnded(String work) implements IonSignal {
    public WorkEnded {
      Objects.requireNonNull(work, "work-ended needs its work");
    }
  }
}
