package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.OpenApproval;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which timers a state waits for: they follow from it, so none can be lost. */
final class Timers {

  static Set<Timer> wanted(IonState state) {
    Set<Timer> timers = new LinkedHashSet<>();
    for (Map.Entry<String, NodeState> node : state.nodes().entrySet()) {
      switch (node.getValue()) {
        case NodeState.Training training -> {
          Instant next = training.nextFire();
          if (next != null && state.status() == IonStatus.RUNNING) {
            timers.add(new Timer.Fire(node.getKey(), next));
          }
        }
        case NodeState.Approval approval -> {
          OpenApproval open = approval.open();
          if (open != null && state.status() != IonStatus.STOPPED) {
            timers.add(new Timer.Expiry(node.getKey(), open.approval(), open.expiresAt()));
          }
        }
        case NodeState.Inference inference -> {}
      }
    }
    return timers;
  }

  private Timers() {}
}
