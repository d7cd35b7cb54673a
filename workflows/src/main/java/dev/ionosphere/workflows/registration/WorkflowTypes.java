package dev.ionosphere.workflows.registration;

import dev.ionosphere.workflows.ion.IonShell;
import dev.ionosphere.workflows.notice.NoticeShell;
import dev.ionosphere.workflows.rollout.CohortShell;
import dev.ionosphere.workflows.rollout.RolloutShell;
import dev.ionosphere.workflows.work.WorkShell;

/**
 * Every workflow implementation of this module, for a worker on queue {@code ion-cloud}:
 *
 * <pre>
 * worker.registerWorkflowImplementationTypes(WorkflowTypes.all());
 * worker.registerActivitiesImplementations(training, fleet, timeline, notices);
 * </pre>
 *
 * The same worker must carry {@code TimelineActivities}, because they also run as local activities.
 */
public final class WorkflowTypes {

  public static Class<?>[] all() {
    return new Class<?>[] {
      IonShell.class, WorkShell.class, RolloutShell.class, CohortShell.class, NoticeShell.class
    };
  }

  private WorkflowTypes() {}
}
