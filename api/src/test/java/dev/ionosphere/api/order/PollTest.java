package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry.Outcome;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.workflows.rollout.AnswersSignal;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices that ask the hub for their orders, and what cohorts learn of them. */
@MicronautTest(transactional = false)
@Property(name = "hub.answers.every", value = "10ms")
@Timeout(60)
class PollTest {

  @Inject TestingHttp http;
  @Inject TestingLives lives;
  @Inject InMemoryIonWorkflows workflows;
  @Inject OrderDesk desk;
  @Inject OpenPolls polls;
  @Inject AwaitedAnswers answers;
  @Inject AwaitedAnswerRows rows;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void whatTheDeviceDoesNotHaveIsAnsweredAtOnce() {
    TestingDevice device = beyond("first-1");
    Answer answer = ask(device, "0.0", 60);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Assignment nothing = assignment(answer);
    assertThat(nothing.nodes()).isEmpty();
    assertThat(ask(device, nothing.version().toString(), 0).status()).isEqualTo(304);
    assertThat(ask(device, nothing.version().toString(), 1).status())
        .as("nothing new in a second")
        .isEqualTo(304);
    assertThat(polls.size()).isZero();
  }

  @Test
  void anOrderAnswersTheQuestionThatWaits() {
    TestingDevice device = beyond("wait-1");
    RolloutClaim claim = released("wait");
    String have = assignment(ask(device, "0.0", 0)).version().toString();
    CompletableFuture<Answer> waiting = asking(device, have);
    SignedOrders signed = desk.sign(request(claim, "wait-1"));
    assertThat(signed.orders()).as("nothing goes through Temporal").isEmpty();
    assertThat(signed.fetched()).containsExactly("wait-1");
    Assignment ordered = assignment(inTime(waiting));
    assertThat(ordered.nodes()).hasSize(1);
    assertThat(ordered.nodes().getFirst().model().value()).isEqualTo(claim.model());

    CompletableFuture<Answer> next = asking(device, ordered.version().toString());
    http.post("operator", "/api/v1/ions/wait/stop", "");
    lives.told("wait");
    assertThat(http.send("operator", "DELETE", "/api/v1/ions/wait", "", "").status())
        .isEqualTo(204);
    assertThat(assignment(inTime(next)).nodes()).as("nothing runs here any more").isEmpty();
  }

  @Test
  void aWithdrawnIonRunsOnNoDeviceUntilItIsLaunchedAgain() {
    TestingDevice device = beyond("drawn-1");
    RolloutClaim claim = released("drawn");
    SignedOrders unused = desk.sign(request(claim, "drawn-1"));
    Assignment runs = assignment(ask(device, "0.0", 0));

    CompletableFuture<Answer> withdrawn = asking(device, runs.version().toString());
    Answer answer = http.post("operator", "/api/v1/ions/drawn/withdraw", "");
    assertThat(answer.json().path("message").asText()).contains("run its models no more");
    lives.told("drawn");
    Assignment nothing = assignment(inTime(withdrawn));
    assertThat(nothing.nodes()).isEmpty();
    assertThat(http.get("viewer", "/api/v1/ions/drawn/timeline").body())
        .contains("withdrawn from the devices");

    CompletableFuture<Answer> again = asking(device, nothing.version().toString());
    TestingLives.done(http.post("operator", "/api/v1/ions/drawn/launch", ""));
    lives.told("drawn");
    assertThat(assignment(inTime(again)).nodes())
        .as("as before, without a rollout")
        .isEqualTo(runs.nodes());
  }

  @Test
  void aStopThatComesAfterAWithdrawalLeavesItAWithdrawal() {
    TestingDevice device = beyond("both-1");
    RolloutClaim claim = released("both");
    SignedOrders unused = desk.sign(request(claim, "both-1"));
    TestingLives.done(http.post("operator", "/api/v1/ions/both/withdraw", ""));
    // Its record has not come yet.
    assertThat(http.post("operator", "/api/v1/ions/both/stop", "").status()).isEqualTo(409);
    lives.told("both");
    assertThat(http.get("viewer", "/api/v1/ions/both/timeline").body())
        .contains("withdrawn from the devices");
    assertThat(http.get("viewer", "/api/v1/ions/both").json().path("warnings").toString())
        .isEqualTo("[\"detect: withdrawn: no device is to run it\"]");
    assertThat(http.post("operator", "/api/v1/ions/both/withdraw", "").json().path("detail"))
        .hasToString("\"ION both is withdrawn already\"");
    assertThat(assignment(ask(device, "0.0", 0)).nodes()).isEmpty();
  }

  @Test
  void anIonThatHasNotToldOfItsLaunchYetIsWithdrawnAllTheSame() {
    TestingDevice device = beyond("early-1");
    RolloutClaim claim = released("early");
    SignedOrders unused = desk.sign(request(claim, "early-1"));
    TestingLives.done(http.post("operator", "/api/v1/ions/early/stop", ""));
    lives.told("early");
    TestingLives.done(http.post("operator", "/api/v1/ions/early/launch", ""));
    TestingLives.done(http.post("operator", "/api/v1/ions/early/withdraw", ""));
    lives.told("early");
    assertThat(assignment(ask(device, "0.0", 0)).nodes()).isEmpty();
  }

  @Test
  void whatAWorkflowTellsBringsNothingBackThatWasWithdrawn() {
    Map<String, LifecycleEvent> told =
        Map.of(
            "paused", new LifecycleEvent.IonPaused("paused"),
            "resumed", new LifecycleEvent.IonResumed("resumed"),
            "halted", new LifecycleEvent.IonStopped("halted", null),
            "begun",
                new LifecycleEvent.IonLaunched("begun", "sha256:" + "0".repeat(64), 1, Map.of()));
    told.forEach((ion, event) -> {
      TestingDevice device = beyond(ion + "-1");
      SignedOrders unused = desk.sign(request(released(ion), ion + "-1"));
      TestingLives.done(http.post("operator", "/api/v1/ions/" + ion + "/withdraw", ""));
      lives.told(ion);
      lives.record(ion, event);
      assertThat(assignment(ask(device, "0.0", 0)).nodes()).as(ion).isEmpty();
    });
  }

  @Test
  void aStopThatNobodyAskedTheHubForTakesNothingOffTheDevices() {
    TestingDevice device = beyond("forged-1");
    RolloutClaim claim = released("forged");
    SignedOrders unused = desk.sign(request(claim, "forged-1"));
    Assignment runs = assignment(ask(device, "0.0", 0));
    lives.record("forged", new LifecycleEvent.IonStopped("forged", true));
    assertThat(ask(device, runs.version().toString(), 0).status()).isEqualTo(304);
  }

  @Test
  void anIonThatIsStoppedLeavesItsModelsOnTheDevices() {
    TestingDevice device = beyond("stays-1");
    RolloutClaim claim = released("stays");
    SignedOrders unused = desk.sign(request(claim, "stays-1"));
    Assignment runs = assignment(ask(device, "0.0", 0));
    workflows.down = true;
    assertThat(http.post("operator", "/api/v1/ions/stays/withdraw", "").status())
        .as("asked, and not done")
        .isGreaterThan(299);
    workflows.down = false;
    TestingLives.done(http.post("operator", "/api/v1/ions/stays/stop", ""));
    lives.told("stays");
    Answer late = http.post("operator", "/api/v1/ions/stays/withdraw", "");
    assertThat(late.status()).as(late.body()).isEqualTo(409);
    assertThat(late.json().path("detail").asText())
        .isEqualTo(
            "ION stays is stopped and its devices run its models on; launch it to withdraw it, or"
                + " delete it");
    assertThat(ask(device, runs.version().toString(), 0).status()).isEqualTo(304);
  }

  @Test
  void whatADeletedIonHadDevicesRunIsNotOfTheNextOfItsName() {
    TestingDevice device = beyond("reborn-1");
    RolloutClaim claim = released("reborn");
    SignedOrders unused = desk.sign(request(claim, "reborn-1"));
    assertThat(assignment(ask(device, "0.0", 0)).nodes()).hasSize(1);
    TestingLives.done(http.post("operator", "/api/v1/ions/reborn/stop", ""));
    lives.told("reborn");
    Answer deleted = http.send("operator", "DELETE", "/api/v1/ions/reborn", "", "application/json");
    assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
    // The device has not asked meanwhile.
    lives.launch("reborn", TestingIon.yaml("reborn"));
    assertThat(assignment(ask(device, "0.0", 0)).nodes()).isEmpty();
  }

  @Test
  void aChangeIsOneSmallAnswerAndWhatIsTheSameIsNone() {
    TestingDevice device = beyond("small-1");
    RolloutClaim claim = released("small");
    SignedOrders unused = desk.sign(request(claim, "small-1"));
    Answer order = ask(device, "0.0", 0);
    assertThat(order.body()).hasSizeBetween(1_000, 4_000);
    String have = assignment(order).version().toString();
    CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> ask(device, have, 1));
    until("it waits", () -> polls.size() > 0);
    SignedOrders again = desk.sign(request(claim, "small-1"));
    assertThat(again.fetched()).containsExactly("small-1");
    Answer same = inTime(waiting);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
  }

  @Test
  void whatBecomesOfAnOrderIsSignalledToItsCohort() {
    TestingDevice unused = beyond("heard-1");
    TestingDevice other = beyond("heard-2");
    RolloutClaim claim = released("heard");
    desk.sign(new OrderRequest(claim, 2, 3, List.of("heard-1", "heard-2"), null));
    report("heard-1", outcome(claim, 7, ApplyOutcome.Status.ACTIVE, ""));
    assertThat(rows.findByDeviceAndStatusIsNull("heard-1")).as("of another release").hasSize(1);
    workflows.down = true;
    report("heard-1", outcome(claim, 1, ApplyOutcome.Status.ACTIVE, ""));
    report("heard-2", outcome(claim, 1, ApplyOutcome.Status.REFUSED, "golden rows differ"));
    report("heard-2", outcome(claim, 1, ApplyOutcome.Status.ACTIVE, ""));
    workflows.down = false;
    String cohort = "cohort:heard:detect:1:2:3";
    until("the cohort is told", () -> heard(cohort).size() == 2);
    assertThat(heard(cohort))
        .containsExactlyInAnyOrder(
            new ApplyOutcome("heard-1", 1, claim.model(), ApplyOutcome.Status.ACTIVE, ""),
            new ApplyOutcome(
                "heard-2", 1, claim.model(), ApplyOutcome.Status.REFUSED, "golden rows differ"));
    until("nothing is kept", () -> rows.findById("heard-1:heard:detect").isEmpty());
    assertThat(other).isNotNull();
  }

  @Test
  void aLongReasonIsCutAndKeepsNothingElseBack() {
    TestingDevice unused = beyond("wordy-1");
    RolloutClaim claim = released("wordy");
    desk.sign(request(claim, "wordy-1"));
    report("wordy-1", outcome(claim, 1, ApplyOutcome.Status.REFUSED, "columns ".repeat(200)));
    String cohort = "cohort:wordy:detect:1:1:1";
    until("the cohort is told", () -> heard(cohort).size() == 1);
    assertThat(heard(cohort).getFirst().reason())
        .startsWith("columns columns")
        .hasSizeLessThan(401);
  }

  @Test
  void whatANewerCohortWaitsForIsNotForgottenWithAnOlderAnswer() {
    TestingDevice unused = beyond("newer-1");
    RolloutClaim claim = released("newer");
    desk.sign(request(claim, "newer-1"));
    workflows.down = true;
    report("newer-1", outcome(claim, 1, ApplyOutcome.Status.ACTIVE, ""));
    AwaitedAnswer answered = rows.findById("newer-1:newer:detect").orElseThrow();
    workflows.down = false;
    desk.sign(new OrderRequest(claim, 2, 1, List.of("newer-1"), null));
    assertThat(rows.told(answered.id(), answered.cohort())).isZero();
    assertThat(rows.findByDeviceAndStatusIsNull("newer-1")).hasSize(1);
  }

  @Test
  void aWaitThatBeginsWhileAnOlderAnswerIsForgottenIsNotLost() {
    RolloutClaim claim = released("meanwhile");
    String id = "meanwhile-1:meanwhile:detect";
    for (int round = 1; round <= 200; round++) {
      OrderRequest older = new OrderRequest(claim, 2 * round, 1, List.of("meanwhile-1"), null);
      OrderRequest newer = new OrderRequest(claim, 2 * round + 1, 1, List.of("meanwhile-1"), null);
      await(older);
      String cohort = rows.findById(id).orElseThrow().cohort();
      assertThat(rows.answered(id, cohort, "active", "")).isOne();
      CompletableFuture<Long> told = CompletableFuture.supplyAsync(() -> rows.told(id, cohort));
      await(newer);
      Long unused = told.join();
      assertThat(rows.findById(id))
          .as("round " + round)
          .hasValueSatisfying(row -> assertThat(row.cohort()).isNotEqualTo(cohort));
    }
  }

  private void await(OrderRequest request) {
    transactions.executeWrite(status -> {
      answers.await("meanwhile-1", request, Instant.EPOCH);
      return true;
    });
  }

  @Test
  void anAnswerThatNobodyWaitsForAnyMoreIsForgotten() {
    TestingDevice unused = beyond("gone-1");
    RolloutClaim claim = released("gone");
    desk.sign(request(claim, "gone-1"));
    workflows.running.remove("gone");
    report("gone-1", outcome(claim, 1, ApplyOutcome.Status.ACTIVE, ""));
    until("nothing is kept", () -> rows.findById("gone-1:gone:detect").isEmpty());
  }

  @Test
  void aRevocationEndsTheQuestionThatWaits() {
    TestingDevice device = beyond("ended-1");
    String have = assignment(ask(device, "0.0", 0)).version().toString();
    CompletableFuture<Answer> waiting = asking(device, have);
    http.post("operator", "/api/v1/devices/ended-1/revoke", "{\"reason\":\"stolen\"}");
    Answer answer = waiting.orTimeout(5, TimeUnit.SECONDS).join();
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.json().path("code").asText()).isEqualTo("device-revoked");
    assertThat(polls.size()).isZero();
  }

  @Test
  void anotherIncarnationEndsTheQuestionThatWaits() {
    TestingDevice device = beyond("twin-1");
    String have = assignment(ask(device, "0.0", 0)).version().toString();
    CompletableFuture<Answer> waiting = asking(device, have);
    TestingDevice twin = new TestingDevice(http, "twin-1").beyond();
    assertThat(twin.enrol(twin.token("{}", true)).status()).isEqualTo(200);
    assertThat(waiting.join().status()).isEqualTo(401);
  }

  @Test
  void aSecondQuestionEndsTheFirst() {
    TestingDevice device = beyond("twice-1");
    String have = assignment(ask(device, "0.0", 0)).version().toString();
    CompletableFuture<Answer> first = asking(device, have);
    CompletableFuture<Answer> second = CompletableFuture.supplyAsync(() -> ask(device, have, 2));
    assertThat(first.join().status()).isEqualTo(304);
    assertThat(second.join().status()).isEqualTo(304);
  }

  @Test
  void aQuestionThatIsNoneIsRefusedByName() {
    TestingDevice device = beyond("odd-1");
    for (String query :
        List.of("have=1", "have=x.y", "have=-1.0", "have=1.1&wait=301", "have=1.1&wait=-1")) {
      Answer answer = device.call("GET", "/edge/v1/state?" + query, "", Map.of());
      assertThat(answer.status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void aDeviceBeyondTheMachineLearnsNothingOfTemporal() {
    TestingDevice device = new TestingDevice(http, "far-1").beyond();
    Answer far = device.enrol(device.token("{}", false));
    assertThat(far.status()).as(far.body()).isEqualTo(200);
    assertThat(far.json().hasNonNull("temporalAddress")).as(far.body()).isFalse();
    TestingDevice near = new TestingDevice(http, "near-1");
    assertThat(near.enrol(near.token("{}", false)).json().path("temporalAddress").asText())
        .isNotEmpty();
  }

  private TestingDevice beyond(String id) {
    String ion = id.substring(0, id.indexOf('-'));
    return new TestingDevice(http, id).beyond().enrolled("{\"role\":\"%s\"}".formatted(ion));
  }

  private RolloutClaim released(String ion) {
    String model = lives.waiting(ion);
    lives.approve(ion);
    return TestingLives.claim(ion, 1, model);
  }

  private static OrderRequest request(RolloutClaim claim, String device) {
    return new OrderRequest(claim, 1, 1, List.of(device), null);
  }

  private static Answer ask(TestingDevice device, String have, int wait) {
    return device.call(
        "GET", "/edge/v1/state?have=%s&root=1&wait=%d".formatted(have, wait), "", Map.of());
  }

  /** A question that the hub keeps. */
  private CompletableFuture<Answer> asking(TestingDevice device, String have) {
    CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> ask(device, have, 50));
    until("it waits", () -> polls.size() > 0);
    return waiting;
  }

  /** Because the hub was woken, not because the question was over. */
  private static Answer inTime(CompletableFuture<Answer> question) {
    return question.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static Assignment assignment(Answer answer) {
    Order order = Order.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    return Assignment.of(order.assignment());
  }

  private static Outcome outcome(
      RolloutClaim claim, long generation, ApplyOutcome.Status status, String reason) {
    return new Outcome(claim.ion(), claim.node(), generation, claim.model(), status, reason);
  }

  private void report(String device, Outcome outcome) {
    boolean awaited =
        Boolean.TRUE.equals(
            transactions.executeWrite(status -> answers.heard(device, List.of(outcome))));
    if (awaited) {
      answers.tell();
    }
  }

  private List<ApplyOutcome> heard(String cohort) {
    return workflows.answers.getOrDefault(cohort, List.of()).stream()
        .map(AnswersSignal::answers)
        .flatMap(List::stream)
        .toList();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
