package dev.ionosphere.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.device.DeviceOrder;
import dev.ionosphere.workflows.ion.TestingDevices;
import dev.ionosphere.workflows.ion.TestingHouse;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RolloutEvent.DeviceApplied;
import dev.ionosphere.workflows.timeline.RolloutEvent.RolloutFinished;
import dev.ionosphere.workflows.timeline.RolloutEvent.RolloutStarted;
import dev.ionosphere.workflows.timeline.RolloutEvent.RolloutWave;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rollouts on Temporal's test server, without an ION: nobody hears their reports. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RolloutWorkflowIT {

  @Test
  void goesThroughItsWaves() {
    try (TestingHouse house = new TestingHouse(8)) {
      RolloutReport report = await(start(house, 1, 0.9));
      assertThat(report.outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(report.tally()).isEqualTo(new Tally(8, 8, 0, 0));
      assertThat(house.cloud.events(RolloutStarted.class).getFirst())
          .returns(List.of(1, 3, 4), RolloutStarted::waves)
          .returns(8, RolloutStarted::devices);
      assertThat(house.cloud.events(DeviceApplied.class)).hasSize(8);
      assertThat(house.cloud.events(RolloutWave.class))
          .extracting(RolloutWave::verdict)
          .containsExactly("passed", "passed", "passed");
    }
  }

  @Test
  void servesCohortsOfAtMostFifty() {
    try (TestingHouse house = new TestingHouse(60)) {
      RolloutReport report = await(start(house, 1, 0.9));
      assertThat(report.tally()).isEqualTo(new Tally(60, 60, 0, 0));
    }
  }

  @Test
  void aFailedWaveLeavesTheOthersAlone() {
    try (TestingHouse house = new TestingHouse(8)) {
      house.devices.behaviour(desired ->
          desired.device().equals("engine-02")
              ? TestingDevices.refused(desired)
              : TestingDevices.active(desired));
      RolloutReport report = await(start(house, 1, 0.9));
      assertThat(report.outcome()).isEqualTo(RolloutStatus.FAILED);
      assertThat(report.tally()).isEqualTo(new Tally(4, 3, 1, 0));
      assertThat(house.devices.told()).hasSize(4);
      RolloutFinished finished = house.cloud.events(RolloutFinished.class).getFirst();
      assertThat(finished.outcome()).isEqualTo("failed");
      assertThat(finished.reason())
          .isEqualTo("wave 2: 2 of 3 devices hold the release, 3 must; 1 failed, 0 silent");
      assertThat(
              house.cloud.events(DeviceApplied.class).stream()
                  .filter(entry -> entry.subject().equals("engine-02"))
                  .findFirst()
                  .orElseThrow())
          .returns("refused", DeviceApplied::status)
          .returns("golden rows differ", DeviceApplied::reason);
    }
  }

  @Test
  void aBrokenAnswerIsARefusalOfTheDeviceThatWasAsked() {
    try (TestingHouse house = new TestingHouse(2)) {
      house.devices.behaviour(desired ->
          desired.device().equals("engine-01")
              ? new ApplyOutcome(null, 0, null, null, null)
              : new ApplyOutcome("other", 9, "sha256:other", ApplyOutcome.Status.ACTIVE, null));
      RolloutReport report = await(start(house, 1, 0.0));
      assertThat(report.tally()).isEqualTo(new Tally(2, 1, 1, 0));
      assertThat(house.cloud.events(DeviceApplied.class))
          .extracting(DeviceApplied::device)
          .containsExactlyInAnyOrder("engine-01", "engine-02");
      assertThat(house.cloud.events(DeviceApplied.class))
          .extracting(DeviceApplied::reason)
          .containsExactlyInAnyOrder("the device answered without a status", "");
    }
  }

  @Test
  void aDeviceThatWasSilentStillGetsTheRelease() {
    try (TestingHouse house = new TestingHouse(4, 3)) {
      WorkflowStub rollout = startInRealTime(house, 1, Duration.ofDays(7));
      TestingHouse.await("the waves", () -> view(rollout).status() == RolloutStatus.CATCHING_UP);
      assertThat(view(rollout).tally()).isEqualTo(new Tally(4, 3, 0, 1));
      TestingHouse.await("the silent device", () -> statuses(house, "engine-04").size() == 1);
      assertThat(statuses(house, "engine-04")).containsExactly("silent");
      house.connect("engine-04");
      TestingHouse.await("the late device", () -> statuses(house, "engine-04").size() == 2);
      assertThat(statuses(house, "engine-04")).containsExactly("silent", "active");
      RolloutReport report = await(rollout);
      assertThat(report.outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(report.tally()).isEqualTo(new Tally(4, 4, 0, 0));
    }
  }

  @Test
  void endsAtTheDeadlineWithWhoStayedSilent() {
    try (TestingHouse house = new TestingHouse(4, 3)) {
      RolloutReport report = await(startInRealTime(house, 1, Duration.ofSeconds(6)));
      assertThat(report.outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(report.tally()).isEqualTo(new Tally(4, 3, 0, 1));
      assertThat(house.cloud.events(DeviceApplied.class))
          .filteredOn(applied -> applied.status().equals("silent"))
          .extracting(DeviceApplied::reason)
          .containsExactly("no answer within 1s");
    }
  }

  @Test
  void devicesThatFetchTheirOrdersAnswerByASignal() {
    try (TestingHouse house = new TestingHouse(8, 4)) {
      List<String> fetching = List.of("engine-05", "engine-06", "engine-07", "engine-08");
      List<OrderRequest> requests = new CopyOnWriteArrayList<>();
      // Two answers come before their cohort knows that these devices fetch their orders.
      house.cloud.fetch(
          fetching,
          (request, devices) -> {
            requests.add(request);
            if (devices.contains("engine-05")) {
              answered(house, request, "engine-05", ApplyOutcome.Status.ACTIVE);
              answered(house, request, "engine-08", ApplyOutcome.Status.ACTIVE);
            }
          });
      WorkflowStub rollout = startInRealTime(house, 1, Duration.ofDays(7));
      TestingHouse.await(
          "the last wave", () -> view(rollout).status() == RolloutStatus.CATCHING_UP);
      assertThat(view(rollout).tally()).isEqualTo(new Tally(8, 6, 0, 2));
      OrderRequest last = requests.getLast();
      answered(house, last, "engine-06", ApplyOutcome.Status.ACTIVE);
      answered(house, last, "engine-06", ApplyOutcome.Status.REFUSED);
      answered(house, last, "engine-01", ApplyOutcome.Status.REFUSED);
      answered(house, last, "engine-07", ApplyOutcome.Status.REFUSED);
      RolloutReport report = await(rollout);
      assertThat(report.outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(report.tally()).isEqualTo(new Tally(8, 7, 1, 0));
      assertThat(house.devices.told())
          .extracting(DeviceOrder::device)
          .doesNotContainAnyElementsOf(fetching);
    }
  }

  @Test
  void aDeviceThatFetchesItsOrdersIsGivenUpAtTheDeadline() {
    try (TestingHouse house = new TestingHouse(4, 3)) {
      house.cloud.fetch(List.of("engine-04"), (request, devices) -> {});
      RolloutReport report = await(startInRealTime(house, 1, Duration.ofSeconds(6)));
      assertThat(report.outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(report.tally()).isEqualTo(new Tally(4, 3, 0, 1));
    }
  }

  @Test
  void aSupersededRolloutAsksNobodyElse() {
    try (TestingHouse house = new TestingHouse(4, 3)) {
      WorkflowStub rollout = startInRealTime(house, 1, Duration.ofDays(7));
      TestingHouse.await("the waves", () -> view(rollout).status() == RolloutStatus.CATCHING_UP);
      rollout.signal(
          "supersede", new RolloutCommand("s", "system", "generation 2 of detect", null));
      RolloutReport report = await(rollout);
      assertThat(report.outcome()).isEqualTo(RolloutStatus.SUPERSEDED);
      WorkflowStub newer = startInRealTime(house, 2, Duration.ofDays(7));
      TestingHouse.await("the waves", () -> view(newer).status() == RolloutStatus.CATCHING_UP);
      house.connect("engine-04");
      assertThat(await(newer).outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(house.devices.told())
          .filteredOn(desired -> desired.device().equals("engine-04"))
          .extracting(DeviceOrder::generation)
          .containsExactly(2L);
    }
  }

  @Test
  void aPausedRolloutStartsNoWave() {
    try (TestingHouse house = new TestingHouse(4)) {
      WorkflowStub rollout = start(house, 1, 0.9);
      rollout.signal("pause", new RolloutCommand("p", "person:operator", "lunch", null));
      rollout.signal("pause", new RolloutCommand("q", "system", "ION paused", null));
      house.temporal.sleep(Duration.ofHours(12));
      int told = house.devices.told().size();
      assertThat(told).isLessThan(4);
      assertThat(view(rollout).status()).isEqualTo(RolloutStatus.PAUSED);
      rollout.signal("resume", new RolloutCommand("r", "system", "ION resumed", null));
      house.temporal.sleep(Duration.ofHours(12));
      assertThat(house.devices.told()).hasSize(told);
      rollout.signal("resume", new RolloutCommand("s", "person:operator", "back", null));
      assertThat(await(rollout).outcome()).isEqualTo(RolloutStatus.COMPLETED);
      assertThat(house.cloud.kinds()).containsOnlyOnce("rollout.paused", "rollout.resumed");
    }
  }

  @Test
  void anAbortedRolloutSaysWhoAndWhy() {
    try (TestingHouse house = new TestingHouse(4)) {
      WorkflowStub rollout = start(house, 1, 0.9);
      rollout.signal("abort", new RolloutCommand("a", "person:operator", "wrong engine", null));
      assertThat(await(rollout).outcome()).isEqualTo(RolloutStatus.ABORTED);
      TimelineEntry finished = house.cloud.ledger("rollout.finished").getFirst();
      assertThat(finished.actor()).isEqualTo(Actor.person("operator"));
      assertThat(house.cloud.events(RolloutFinished.class).getFirst().reason())
          .isEqualTo("wrong engine");
    }
  }

  /** Wherever the cancellation finds it: its cohort may be about to start, or to be signed for. */
  @RepeatedTest(10)
  void aCancelledRolloutSaysSo() {
    try (TestingHouse house = new TestingHouse(4, 0)) {
      WorkflowStub rollout = startInRealTime(house, 1, Duration.ofDays(7));
      TestingHouse.await("the first wave", () -> view(rollout).wave() == 1);
      rollout.cancel();
      assertThatThrownBy(() -> await(rollout)).hasRootCauseInstanceOf(CanceledFailure.class);
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns("aborted", RolloutFinished::outcome)
          .returns("cancelled in Temporal", RolloutFinished::reason)
          .returns(1, RolloutFinished::silent);
    }
  }

  @Test
  void aReleaseThatReachesNobodyHasProvenNothing() {
    try (TestingHouse house = new TestingHouse(0)) {
      RolloutReport report = await(start(house, 1, 0.9));
      assertThat(report.outcome()).isEqualTo(RolloutStatus.FAILED);
      assertThat(report.tally()).isEqualTo(Tally.NONE);
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns("failed", RolloutFinished::outcome)
          .returns("no device matches role=engine", RolloutFinished::reason);
    }
  }

  @Test
  void aSelectionThatIsRefusedIsAnOutcome() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.selection(claim -> {
        throw ApplicationFailure.newNonRetryableFailure(
            "HTTP 400 for " + claim.node(), "HubRefused");
      });
      RolloutReport report = await(start(house, 1, 0.9));
      assertThat(report.outcome()).isEqualTo(RolloutStatus.FAILED);
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns("failed", RolloutFinished::outcome)
          .returns("nobody was told: HTTP 400 for detect", RolloutFinished::reason);
    }
  }

  @Test
  void waitsForAHubThatIsAway() {
    try (TestingHouse house = new TestingHouse(1)) {
      AtomicInteger calls = new AtomicInteger();
      house.cloud.selection(claim -> {
        if (calls.incrementAndGet() < 20) {
          throw new IllegalStateException("the hub is away");
        }
        return List.of("engine-01");
      });
      assertThat(await(start(house, 1, 0.9)).outcome()).isEqualTo(RolloutStatus.COMPLETED);
    }
  }

  @Test
  void aSupersededRolloutThatStillSelectsEndsAsSuch() {
    try (TestingHouse house = new TestingHouse(1)) {
      CountDownLatch selecting = new CountDownLatch(1);
      house.cloud.selection(claim -> {
        selecting.countDown();
        throw new IllegalStateException("the hub is away");
      });
      WorkflowStub rollout = start(house, 1, 0.9);
      TestingHouse.await("the question", () -> selecting.getCount() == 0);
      rollout.signal("supersede", new RolloutCommand("s", "system", "generation 2", null));
      assertThat(await(rollout).outcome()).isEqualTo(RolloutStatus.SUPERSEDED);
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns("superseded", RolloutFinished::outcome)
          .returns("generation 2", RolloutFinished::reason);
    }
  }

  private static void answered(
      TestingHouse house, OrderRequest request, String device, ApplyOutcome.Status status) {
    RolloutClaim claim = request.claim();
    house
        .temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            WorkflowNames.cohort(
                claim.ion(), claim.node(), claim.generation(), request.wave(), request.number()))
        .signal(
            AnswersSignal.NAME,
            new AnswersSignal(
                List.of(
                    new ApplyOutcome(
                        device, claim.generation(), claim.model(), status, "as it said"))));
  }

  private static List<String> statuses(TestingHouse house, String device) {
    return house.cloud.events(DeviceApplied.class).stream()
        .filter(entry -> entry.subject().equals(device))
        .map(DeviceApplied::status)
        .toList();
  }

  private static RolloutReport await(WorkflowStub rollout) {
    return rollout.getResult(RolloutReport.class);
  }

  private static RolloutView view(WorkflowStub rollout) {
    return rollout.query("progress", RolloutView.class);
  }

  private static WorkflowStub start(TestingHouse house, long generation, double healthyMin) {
    return start(
        house,
        generation,
        healthyMin,
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofDays(7));
  }

  /** In real time: the test server skips none while a task waits for a device that is away. */
  private static WorkflowStub startInRealTime(
      TestingHouse house, long generation, Duration deadline) {
    return start(house, generation, 0.5, Duration.ZERO, Duration.ofSeconds(1), deadline);
  }

  private static WorkflowStub start(
      TestingHouse house,
      long generation,
      double healthyMin,
      Duration soak,
      Duration silentAfter,
      Duration deadline) {
    String id = WorkflowNames.rollout("turbofan", "detect", generation);
    RolloutInput input =
        new RolloutInput(
            "turbofan",
            "detect",
            generation,
            id,
            new ModelRef("sha256:m" + generation, "s", "k", 1),
            "role=engine",
            List.of("1", "50%", "100%"),
            healthyMin,
            soak,
            silentAfter,
            deadline,
            Duration.ofMinutes(5),
            "data/${device}.csv",
            1000,
            "cause",
            null);
    RolloutWorkflow rollout =
        house
            .temporal
            .getWorkflowClient()
            .newWorkflowStub(
                RolloutWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
                    .build());
    WorkflowClient.start(rollout::roll, input);
    return WorkflowStub.fromTyped(rollout);
  }
}
