package dev.ionosphere.workflows.ion;

import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;

/** What is under way to other workflows. A run of the ION ends when nothing is half sent. */
final class Sends {

  private int pending;

  boolean settled() {
    return pending == 0;
  }

  void begun() {
    pending++;
  }

  void done() {
    pending--;
  }

  void cancel(String workflow) {
    begun();
    Async.procedure(() -> Workflow.newUntypedExternalWorkflowStub(workflow).cancel())
        .handle((sent, failure) -> {
          // Whether or not it failed: work that has ended need not be stopped.
          done();
          return sent;
        });
  }

  /**
   * @param unheard what to do if nobody is there to hear it
   */
  void signal(String workflow, String name, Runnable unheard, Object... arguments) {
    begun();
    Async.procedure(() -> Workflow.newUntypedExternalWorkflowStub(workflow).signal(name, arguments))
        .handle((sent, failure) -> {
          done();
          if (failure != null) {
            unheard.run();
          }
          return sent;
        });
  }
}
