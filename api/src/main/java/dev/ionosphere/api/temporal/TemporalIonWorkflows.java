package dev.ionosphere.api.temporal;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.IonLaunch;
import dev.ionosphere.workflows.ion.IonSignal;
import dev.ionosphere.workflows.ion.StateCodec;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.state.IonState;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

@Singleton
final class TemporalIonWorkflows implements IonWorkflows {

  // A person waits: long enough for a worker under load, short enough to be told in time.
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration SEND = Duration.ofSeconds(8);
  // A view is still useful without the workflow's own word.
  private static final Duration LOOK = Duration.ofSeconds(4);

  private final WorkflowClient client;
  private final WorkflowServiceStubs stubs;

  TemporalIonWorkflows(WorkflowClient client, WorkflowServiceStubs stubs) {
    this.client = client;
    this.stubs = stubs;
  }

  @Override
  public boolean start(IonState state) {
    WorkflowOptions options = IonLaunch.options(state);
    try {
      TemporalProblems.run(
          "launching " + state.name(),
          SEND,
          () -> client.newUntypedWorkflowStub("Ion", options).start(StateCodec.encode(state)));
      return true;
    } catch (WorkflowExecutionAlreadyStarted e) {
      return false;
    }
  }

  @Override
  public <R> R update(String workflow, String name, String id, Object request, Class<R> answer) {
    UpdateOptions<R> options =
        UpdateOptions.newBuilder(answer)
            .setUpdateName(name)
            .setUpdateId(id)
            .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
            .build();
    try {
      return TemporalProblems.call(
          name + " of " + workflow,
          ANSWER,
          () ->
              client
                  .newUntypedWorkflowStub(workflow)
                  .startUpdate(options, request)
                  .getResultAsync(ANSWER.toSeconds(), TimeUnit.SECONDS)
                  .get());
    } catch (WorkflowNotFoundException e) {
      throw notRunning(workflow);
    }
  }

  @Override
  public void signal(String workflow, String name, Object argument) {
    try {
      TemporalProblems.run(
          name + " to " + workflow,
          SEND,
          () -> client.newUntypedWorkflowStub(workflow).signal(name, argument));
    } catch (WorkflowNotFoundException e) {
      throw notRunning(workflow);
    }
  }

  private static HubException notRunning(String workflow) {
    return new HubException(
        ErrorCode.CONFLICT,
        workflow.startsWith("ion:")
            ? "ION %s is not running; launch it first".formatted(workflow.substring(4))
            : workflow + " is not running");
  }

  @Override
  public Optional<IonView> state(String ion) {
    try {
      return Optional.of(TemporalProblems.call("state of " + ion, LOOK, () -> query(ion)));
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public Witness witness(String ion) {
    try {
      return TemporalProblems.call(
          "what the workflow before knows of " + ion, ANSWER, () -> asked(ion));
    } catch (WorkflowNotFoundException e) {
      return new Witness.Nobody();
    }
  }

  private Witness asked(String ion) {
    try {
      return Witness.of(query(ion));
    } catch (WorkflowQueryException e) {
      // A worker answered: that history does not replay, now or later.
      return new Witness.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private IonView query(String ion) {
    return client
        .newUntypedWorkflowStub(WorkflowNames.ion(ion))
        .query(IonMessages.STATE, IonView.class);
  }

  @Override
  public void report(String ion, IonSignal signal) {
    signal(WorkflowNames.ion(ion), IonMessages.EVENT, signal);
  }

  @Override
  public boolean reachable() {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(2, TimeUnit.SECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (io.grpc.StatusRuntimeException e) {
      return false;
    }
  }
}
