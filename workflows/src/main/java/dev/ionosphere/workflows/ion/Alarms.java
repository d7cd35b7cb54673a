package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.node.Alarm;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Timers for the alarms that nodes want. */
final class Alarms {

  private final Inbox inbox;
  private final Map<String, Map<Alarm, CancellationScope>> armed = new LinkedHashMap<>();

  Alarms(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Makes a node's timers those that it wants now. */
  void want(String node, Set<Alarm> wanted) {
    Map<Alarm, CancellationScope> timers =
        armed.computeIfAbsent(node, name -> new LinkedHashMap<>());
    for (Alarm alarm : new LinkedHashSet<>(timers.keySet())) {
      if (!wanted.contains(alarm)) {
        CancellationScope scope = timers.remove(alarm);
        if (scope != null) {
          scope.cancel();
        }
      }
    }
    wanted.stream()
        .filter(alarm -> !timers.containsKey(alarm))
        // A set may iterate in another order when this replays in another process.
        .sorted(Comparator.comparing(Alarm::at).thenComparing(Alarm::name))
        .forEach(alarm -> arm(timers, alarm));
  }

  private void arm(Map<Alarm, CancellationScope> timers, Alarm alarm) {
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    Duration left = Duration.between(now, alarm.at());
    CancellationScope scope =
        Workflow.newCancellationScope(() ->
            Workflow.newTimer(
                    left.isNegative() ? Duration.ZERO : left,
                    TimerOptions.newBuilder().setSummary(alarm.summary()).build())
                .handle((due, cancelled) -> {
                  if (cancelled == null) {
                    timers.remove(alarm);
                    inbox.put(new IonEvent.AlarmDue(alarm));
                  }
                  return due;
                }));
    timers.put(alarm, scope);
    scope.run();
  }
}
