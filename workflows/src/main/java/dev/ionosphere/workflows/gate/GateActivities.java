package dev.ionosphere.workflows.gate;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Evaluates conditions, within the run of an ION. */
@ActivityInterface(namePrefix = "")
public interface GateActivities {

  /** Its type. */
  String JUDGE = "JudgeGate";

  /** The same for the same input. A condition that does not compile is inconclusive. */
  @ActivityMethod(name = JUDGE)
  GateVerdict judge(GateInput input);
}
