package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.HealthEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.NoticeEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * What led to a record was told before it in the same ION. Only what people, devices and time begin
 * has nothing before it.
 */
final class Causes {

  private final Set<String> told = new HashSet<>();

  void take(TimelineEntry entry) {
    String cause = entry.cause();
    if (cause == null) {
      assertThat(begins(entry.event())).as("something led to %s", entry).isTrue();
    } else {
      assertThat(told.contains(cause)).as("%s was told before %s", cause, entry).isTrue();
    }
    assertThat(told.add(entry.key())).as("told once: %s", entry).isTrue();
  }

  private static boolean begins(TimelineEvent event) {
    return switch (event) {
      case LifecycleEvent lifecycle -> true;
      case HealthEvent judged -> true;
      case ReleaseEvent.ModelSet set -> true;
      case RunEvent.RunSkipped skipped -> true;
      case RunEvent.TrainingStarted run -> Set.of("request", "schedule").contains(run.reason());
      // People may ask for one, too.
      case NoticeEvent notice -> true;
      case ApprovalEvent.DecisionRefused refused -> true;
      case ChangeEvent.CommandRefused refused -> true;
      case ChangeEvent.ChangeProposed proposed -> true;
      case ChangeEvent.DocumentChanged changed -> changed.allowedBy() == null;
      default -> false;
    };
  }
}
