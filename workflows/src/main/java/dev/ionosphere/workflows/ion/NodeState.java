package dev.ionosphere.workflows.ion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an ION knows of one of its nodes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NodeState.Training.class, name = "training"),
  @JsonSubTypes.Type(value = NodeState.Approval.class, name = "approval"),
  @JsonSubTypes.Type(value = NodeState.Inference.class, name = "inference")
})
public sealed interface NodeState {

  /** How often the node has finished its work. */
  long laps();

  /**
   * @param run the one under way; there is never a second
   * @param last how the run before went
   * @param nextFire absent: not scheduled
   * @param lastFire when the schedule fired last, or began
   */
  record Training(
      @Nullable Run run,
      @Nullable LastRun last,
      @Nullable Instant nextFire,
      @Nullable Instant lastFire,
      long laps)
      implements NodeState {

    static final Training NEW = new Training(null, null, null, null, 0);

    Training scheduled(@Nullable Instant next, @Nullable Instant fired) {
      return new Training(run, last, next, fired, laps);
    }

    Training running(Run started) {
      return new Training(started, last, nextFire, lastFire, laps);
    }

    Training ended(LastRun outcome, int lap) {
      return new Training(null, outcome, nextFire, lastFire, laps + lap);
    }
  }

  /**
   * @param closed the newest closed approvals and how they were closed
   */
  record Approval(@Nullable OpenApproval open, Map<String, String> closed, long laps)
      implements NodeState {

    private static final int REMEMBERED = 20;
    static final Approval NEW = new Approval(null, Map.of(), 0);

    public Approval {
      closed = Collections.unmodifiableMap(new LinkedHashMap<>(closed));
    }

    Approval waiting(OpenApproval approval) {
      return new Approval(approval, closed, laps);
    }

    Approval closed(String approval, String how, int lap) {
      Map<String, String> known = new LinkedHashMap<>(closed);
      known.put(approval, how);
      while (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
      return new Approval(null, known, laps + lap);
    }
  }

  /**
   * @param current the release devices should hold
   * @param allowed releases that policy let through, newest last, one a digest
   * @param rollout of the current release; absent: that was before this life of the ION
   * @param drifted whether the live data is unlike what the current model was trained on
   * @param outdated whether the document changed in a pause, so that devices must be told after it
   */
  record Inference(
      @Nullable Release current,
      List<Release> allowed,
      @Nullable RolloutState rollout,
      boolean drifted,
      boolean outdated,
      long laps)
      implements NodeState {

    /** How many digests can be gone back to. */
    private static final int REMEMBERED = 50;

    static final Inference NEW = new Inference(null, List.of(), null, false, false, 0);

    public Inference {
      allowed = List.copyOf(allowed);
    }

    /** With the releases of an earlier life, newest last. */
    static Inference holding(List<Release> releases) {
      Inference node = NEW;
      for (Release release : releases) {
        node = node.released(release, null);
      }
      return node;
    }

    Inference released(Release release, @Nullable RolloutState rollout) {
      List<Release> known = new ArrayList<>(allowed);
      known.removeIf(old -> old.model().digest().equals(release.model().digest()));
      known.add(release);
      if (known.size() > REMEMBERED) {
        known.removeFirst();
      }
      return new Inference(release, known, rollout, false, false, laps);
    }

    Inference drifted(boolean now) {
      return new Inference(current, allowed, rollout, now, outdated, laps);
    }

    Inference outdated(boolean now) {
      return new Inference(current, allowed, rollout, drifted, now, laps);
    }

    Inference rolledOut(RolloutState outcome, int lap) {
      return new Inference(current, allowed, outcome, drifted, outdated, laps + lap);
    }
  }

  /**
   * A training run under way.
   *
   * @param reason schedule, request or drift
   * @param cause key of the timeline entry that says it started
   */
  record Run(
      String run,
      String reason,
      String requester,
      Instant startedAt,
      String cause,
      @Nullable String trace) {}

  /**
   * How a training run ended.
   *
   * @param error why it failed or was stopped
   */
  record LastRun(String run, Outcome outcome, @Nullable String error) {

    /** Of a training run. */
    enum Outcome {
      FINISHED,
      FAILED,
      STOPPED;

      @JsonValue
      String text() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /**
   * A model that policy let through to a node.
   *
   * @param allowedBy approvals it passed
   */
  record Release(long generation, ModelRef model, List<String> allowedBy) {

    public Release {
      allowedBy = List.copyOf(allowedBy);
    }
  }

  /**
   * @param outcome rolling, or how it ended
   * @param open whether its workflow still looks after devices
   */
  record RolloutState(String rollout, RolloutStatus outcome, Tally tally, boolean open) {}
}
