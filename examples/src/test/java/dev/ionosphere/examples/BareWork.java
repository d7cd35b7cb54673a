package dev.ionosphere.examples;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** The least that Temporal can be asked for: what an ION is measured beside. */
public final class BareWork {

  private BareWork() {}

  /** Does nothing, by a worker. */
  @ActivityInterface
  public interface Step {
    @ActivityMethod
    String step(int number);
  }

  public static final class BareStep implements Step {
    @Override
    public String step(int number) {
      return "step " + number;
    }
  }

  /** Activities one after the other. */
  @WorkflowInterface
  public interface Chain {
    @WorkflowMethod
    String run(int steps);
  }

  public static final class BareChain implements Chain {
    private final Step step =
        Workflow.newActivityStub(
            Step.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

    @Override
    public String run(int steps) {
      String last = "none";
      for (int number = 1; number <= steps; number++) {
        last = step.step(number);
      }
      return last;
    }
  }

  /** Answers updates until it is told to end. */
  @WorkflowInterface
  public interface Door {
    @WorkflowMethod
    int run();

    @UpdateMethod
    int decide(String decision);

    /**
     * As much as {@link #decide}, and a local activity that does nothing before the answer goes.
     */
    @UpdateMethod
    int decideAndStep(String decision);

    @SignalMethod
    void end();
  }

  public static final class BareDoor implements Door {
    private final Step step =
        Workflow.newLocalActivityStub(
            Step.class,
            LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .build());
    private int decided;
    private boolean ended;

    @Override
    public int run() {
      Workflow.await(() -> ended);
      return decided;
    }

    @Override
    public int decide(String decision) {
      return ++decided;
    }

    @Override
    public int decideAndStep(String decision) {
      step.step(++decided);
      return decided;
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
