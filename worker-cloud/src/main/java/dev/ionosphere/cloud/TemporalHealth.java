package dev.ionosphere.cloud;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;

/** Whether Temporal answers. */
final class TemporalHealth {
  private final WorkflowServiceStubs temporal;

  TemporalHealth(WorkflowServiceStubs temporal) {
    this.temporal = temporal;
  }

  boolean reachable() {
    try {
      temporal
          .blockingStub()
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException unreachable) {
      return false;
    }
  }
}
