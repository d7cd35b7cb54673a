package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.alert.AlertTable;
import dev.ionosphere.api.dashboard.approval.Waiting;
import dev.ionosphere.api.dashboard.timeline.EventLine;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.training.TrainingRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ION.
 *
 * @param status the workflow's word where it answers, else what the hub remembers
 * @param live whether the workflow answered
 * @param heardAt when the workflow said what is shown of its nodes; absent if it never did
 * @param waiting its approvals that wait
 * @param alerts newest of its open ones
 * @param recent newest things that happened
 * @param temporal address of its workflow in Temporal's UI, empty if there is none
 */
public record IonPage(
    StoredIon ion,
    String status,
    boolean live,
    @Nullable Instant heardAt,
    long observedGeneration,
    IonGraph graph,
    List<NodeStatus> nodes,
    List<Waiting> waiting,
    AlertTable alerts,
    List<TrainingRun> runs,
    @Nullable Rollout rollout,
    List<EventLine> recent,
    String document,
    String temporal,
    boolean mayControl,
    boolean mayRun) {
  public IonPage {
    nodes = List.copyOf(nodes);
    waiting = List.copyOf(waiting);
    runs = List.copyOf(runs);
    recent = List.copyOf(recent);
  }

  public boolean canLaunch() {
    return mayControl && (status.equals("applied") || status.equals("stopped"));
  }

  public boolean canRecover() {
    return mayControl && ion.isLost();
  }

  public boolean canPause() {
    return mayControl && status.equals("running");
  }

  public boolean canResume() {
    return mayControl && status.equals("paused");
  }

  public boolean canStop() {
    return mayControl && (status.equals("running") || status.equals("paused"));
  }

  public boolean canRun() {
    return mayRun && status.equals("running");
  }
}
