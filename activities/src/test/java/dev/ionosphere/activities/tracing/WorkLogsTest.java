package dev.ionosphere.activities.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.rollout.FleetActivities;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.SignedOrders;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class WorkLogsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  private static void see(String where) {
    SEEN.add(
        "%s ion=%s node=%s trace=%s"
            .formatted(where, MDC.get("ion"), MDC.get("node"), MDC.get("trace")));
  }

  @WorkflowInterface
  public interface Rolling {
    @WorkflowMethod
    void roll(RolloutInput input);
  }

  public static final class RollingShell implements Rolling {
    @Override
    public void roll(RolloutInput input) {
      see("workflow");
      Async.procedure(() -> see("thread")).get();
      Workflow.newLocalActivityStub(
              FleetActivities.class,
              LocalActivityOptions.newBuilder()
                  .setScheduleToCloseTimeout(Duration.ofSeconds(9))
                  .build())
          .select("local");
      Workflow.newActivityStub(
              FleetActivities.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(9)).build())
          .select("activity");
    }
  }

  @Test
  void linesOfWorkflowsAndActivitiesSayWhoseTheyAre() {
    assertThat(seen(PARENT))
        .containsExactlyInAnyOrder(
            "workflow ion=turbofan node=detect trace=" + TRACE,
            "thread ion=turbofan node=detect trace=" + TRACE,
            "local ion=turbofan node=detect trace=" + TRACE,
            "activity ion=turbofan node=detect trace=" + TRACE);
  }

  @Test
  void withoutATraceTheIonIsStillSaid() {
    assertThat(seen(null))
        .hasSize(4)
        .allMatch(line -> line.endsWith("ion=turbofan node=detect trace=null"));
  }

  @Test
  void idsThatAreNotOursSayNothing() {
    assertThat(WorkLogs.facts("ion:turbofan", Optional.of("1")))
        .isEqualTo(Map.of("ion", "turbofan", "trace", "1"));
    assertThat(WorkLogs.facts("cohort:t:detect:3:1:2", Optional.empty()))
        .isEqualTo(Map.of("ion", "t", "node", "detect"));
    assertThat(WorkLogs.facts("somebody:else:s", Optional.empty())).isEmpty();
    assertThat(WorkLogs.facts("ion", Optional.empty())).isEmpty();
  }

  private static List<String> seen(@Nullable String trace) {
    SEEN.clear();
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new WorkLogs()).build())
            .build();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
      Worker worker = temporal.newWorker("q");
      worker.registerWorkflowImplementationTypes(RollingShell.class);
      worker.registerActivitiesImplementations(new SeeingFleet());
      temporal.start();
      temporal
          .getWorkflowClient()
          .newWorkflowStub(
              Rolling.class,
              WorkflowOptions.newBuilder()
                  .setTaskQueue("q")
                  .setWorkflowId("rollout:turbofan:detect:3")
                  .build())
          .roll(input(trace));
    }
    return SEEN;
  }

  private static RolloutInput input(@Nullable String trace) {
    return new RolloutInput(
        "turbofan",
        "detect",
        3,
        "rollout:turbofan:detect:3",
        new ModelRef("sha256:" + "a".repeat(64), "c2ln", "k1", 7),
        "role=engine",
        List.of("100%"),
        1,
        Duration.ZERO,
        Duration.ofHours(1),
        Duration.ofHours(2),
        Duration.ofMinutes(5),
        "a.csv",
        10,
        "k1",
        trace);
  }

  /** Sees where its lines go. */
  private static final class SeeingFleet implements FleetActivities {

    @Override
    public List<String> select(String selector) {
      see(selector);
      return List.of();
    }

    @Override
    public List<String> open(RolloutClaim claim) {
      throw new IllegalStateException("nobody opens " + claim);
    }

    @Override
    public SignedOrders sign(OrderRequest request) {
      throw new IllegalStateException("nobody signs " + request);
    }
  }
}
