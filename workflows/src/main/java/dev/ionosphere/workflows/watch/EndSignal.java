package dev.ionosphere.workflows.watch;

import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;

/**
 * That work has ended, in the shape that the ION's signal {@code event} reads. Only a run of the
 * ION that did not start the work needs it.
 */
public record EndSignal(String type, String work) {

  /** The signal by which such a run asks for it. */
  public static final String WATCH = "watch";

  public static void send(String ion, String work) {
    try {
      Workflow.newUntypedExternalWorkflowStub(WorkflowNames.ion(ion))
          .signal(IonMessages.EVENT, new EndSignal("work-ended", work));
    } catch (SignalExternalWorkflowException | ApplicationFailure e) {
      // The ION was stopped; nobody wants to know.
    }
  }
}
