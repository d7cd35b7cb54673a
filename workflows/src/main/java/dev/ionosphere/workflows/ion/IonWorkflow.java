package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.state.StoredIon;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One live ION, {@code ion:<name>}. */
@WorkflowInterface
public interface IonWorkflow {

  @WorkflowMethod(name = "Ion")
  void live(StoredIon state);

  @UpdateMethod(name = IonMessages.DECIDE)
  DecisionReceipt decide(DecideRequest request);

  @UpdateValidatorMethod(updateName = IonMessages.DECIDE)
  void validateDecide(DecideRequest request);

  /** The same decision where nobody waits for the answer; a refused one is recorded. */
  @SignalMethod(name = IonMessages.DECIDE)
  void decideLater(DecideRequest request);

  /** Starts a node now. */
  @UpdateMethod(name = IonMessages.RUN)
  CommandReceipt run(Command.Run command);

  /** Stops one training run; the ION goes on. */
  @UpdateMethod(name = IonMessages.STOP_RUN)
  CommandReceipt stopRun(Command.StopRun command);

  @UpdateMethod(name = IonMessages.PAUSE)
  CommandReceipt pause(Command.Pause command);

  @UpdateMethod(name = IonMessages.RESUME)
  CommandReceipt resume(Command.Resume command);

  @UpdateMethod(name = IonMessages.STOP)
  CommandReceipt stop(Command.Stop command);

  /** Gives an inference node a model that was allowed before. */
  @UpdateMethod(name = IonMessages.SET_MODEL)
  CommandReceipt setModel(Command.SetModel command);

  /** The document has a new generation. */
  @UpdateMethod(name = IonMessages.CHANGE)
  CommandReceipt change(Command.Change command);

  /** The hub's ticket keys are others from now on. */
  @UpdateMethod(name = IonMessages.ROTATE_KEYS)
  CommandReceipt rotateKeys(Command.RotateKeys command);

  /** A change that nobody can approve is to go through after a delay. */
  @UpdateMethod(name = IonMessages.BREAK_GLASS)
  CommandReceipt breakGlass(Command.BreakGlass command);

  /** What the hub, rollouts and work report. */
  @SignalMethod(name = IonMessages.EVENT)
  void event(IonSignal signal);

  @QueryMethod(name = IonMessages.STATE)
  IonView state();
}
