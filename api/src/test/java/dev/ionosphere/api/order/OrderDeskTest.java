package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.approval.IssuedTickets;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.release.ReleaseAuthority;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.AssignedNode.Settings;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderCheck;
import dev.ionosphere.models.order.OrderCheck.Holder;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.ReleaseStatement.Basis;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.workflows.device.DeviceOrder;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the hub signs, played on the real machine; only Temporal is not there. */
@MicronautTest(transactional = false)
class OrderDeskTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Ledger ledger;
  @Inject RegisteredModels models;
  @Inject TestingLives lives;
  @Inject OrderDesk desk;
  @Inject OrderKeys keys;
  @Inject ReleaseAuthority releases;
  @Inject IssuedTickets tickets;
  @Inject AssignedModels rows;
  @Inject HeldBook held;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void whatPeopleApprovedIsSigned() throws Exception {
    lives.device("signed-1");
    String model = lives.waiting("signed");
    lives.approve("signed");
    RolloutClaim claim = TestingLives.claim("signed", 1, model);
    assertThat(desk.open(claim)).containsExactly("signed-1");

    SignedOrders signed = desk.sign(ordered(claim, List.of("signed-1"), null));
    assertThat(signed.left()).isEmpty();
    assertThat(signed.refused()).isEmpty();
    byte[] json = signed.orders().getFirst().order().getBytes(StandardCharsets.UTF_8);
    Assignment assignment = followed("signed-1", json);
    assertThat(assignment.nodes()).hasSize(1);
    assertThat(assignment.nodes().getFirst().model().value()).isEqualTo(model);
    assertThat(assignment.nodes().getFirst().settings().source())
        .isEqualTo(new SourceSpec.File("data/${device}.csv"));
    ReleaseStatement statement = ReleaseStatement.of(Order.parse(json).releases().getFirst());
    assertThat(statement.basis()).isEqualTo(Basis.APPROVALS);
    assertThat(statement.evidence().getFirst())
        .startsWith("signed.review.1, ")
        .endsWith("approver");
  }

  @Test
  void theSameAgainIsTheSameOrder() {
    lives.device("same-1");
    String model = lives.waiting("same");
    lives.approve("same");
    OrderRequest request = ordered(TestingLives.claim("same", 1, model), List.of("same-1"), null);
    assertThat(desk.sign(request).orders()).isEqualTo(desk.sign(request).orders());
  }

  @Test
  void aDeviceThatFailsHoldsNoOtherUp() {
    lives.device("broken-1");
    lives.device("broken-2");
    String model = lives.waiting("broken");
    lives.approve("broken");
    RolloutClaim claim = TestingLives.claim("broken", 1, model);
    execute("update device set labels = 'no labels' where id = ?", "broken-1");
    SignedOrders signed = desk.sign(ordered(claim, List.of("broken-1", "broken-2"), null));
    assertThat(signed.orders()).extracting(DeviceOrder::device).containsExactly("broken-2");
    assertThat(signed.left()).containsExactly("broken-1");
    assertThat(signed.refused()).isEmpty();
    assertThatThrownBy(() -> desk.sign(ordered(claim, signed.left(), null)))
        .isInstanceOf(RuntimeException.class);
    execute("update device set labels = '{\"role\":\"broken\"}' where id = ?", "broken-1");
    assertThat(desk.sign(ordered(claim, signed.left(), null)).orders()).hasSize(1);
  }

  @Test
  void aCandidateThatWaitsIsNotSignedWhateverIsTold() {
    lives.device("forged-1");
    String model = lives.waiting("forged");
    // The input of a rollout, with the waiting candidate and a huge generation.
    RolloutClaim claim = TestingLives.claim("forged", 9_007_199_254_740_000L, model);
    refused(claim, "wants no model at detect");
    refused(claim, "wants no model at detect");
    assertThat(
            http.get("viewer", "/api/v1/ions/forged/timeline?kind=release.refused")
                .json()
                .path("items"))
        .hasSize(1);
    assertThat(http.get("viewer", "/api/v1/alerts?ion=forged").body()).contains("release-refused");

    // The real release goes out all the same.
    lives.approve("forged");
    assertThat(desk.open(TestingLives.claim("forged", 1, model))).containsExactly("forged-1");
    refused(claim, "wants generation 1 of detect");
  }

  @Test
  void anEndThatIsToldClosesNoAlertAboutAForgery() {
    lives.device("hushed-1");
    String model = lives.waiting("hushed");
    RolloutClaim claim = TestingLives.claim("hushed", 7, model);
    assertThatThrownBy(() -> desk.open(claim)).isInstanceOf(HubException.class);
    append("hushed", "forged-end", new LifecycleEvent.IonStopped("hushed", false));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=hushed").body()).contains("release-refused");
  }

  @Test
  void aReleaseThatWasOnlyToldIsNotSigned() {
    lives.device("told-1");
    String model = lives.waiting("told");
    // Somebody appends to the timeline through a worker, and answers for the ION.
    append(
        "told",
        "forged-release",
        new ReleaseEvent.ModelReleased("detect", 1, model, List.of("told.review.1")));
    assertThatThrownBy(() -> releases.release("told", "detect", 1, model))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("told.review.1 has 0 of 1 approvals by tickets of this hub");
  }

  @Test
  void aRecordFromBeforeVouchesForNoModelThatIsToldUnderItsNumberNow() {
    lives.device("past-1");
    String waits = lives.waiting("past");
    String ran = "sha256:" + Sha256.hex("what ran before");
    append(
        "past",
        "past-release",
        new ReleaseEvent.ModelReleased("detect", 1, ran, List.of("past.review.0")));
    execute("update model_release set earlier = true where ion = ?", "past");
    append(
        "past",
        "forged-release",
        new ReleaseEvent.ModelReleased("detect", 1, waits, List.of("past.review.1")));
    assertThatThrownBy(() -> releases.release("past", "detect", 1, waits))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("generation 1 of past.detect is " + ran);
    assertThat(ReleaseStatement.of(releases.release("past", "detect", 1, ran)).basis())
        .isEqualTo(Basis.EARLIER);
  }

  @Test
  void anApprovalThatShowedAnotherModelDoesNotCount() {
    lives.device("shown-1");
    String model = lives.waiting("shown");
    String good = "sha256:" + Sha256.hex("a good one");
    JsonNode honest = http.get("approver", "/api/v1/approvals/shown.review.1").json();
    append(
        "shown",
        "forged-question",
        new ApprovalEvent.ApprovalOpened(
            "shown.review.7",
            honest.path("subject").asText(),
            good,
            null,
            "approver",
            1,
            List.of("1 of approver"),
            true,
            List.of("person:scientist"),
            Instant.now().plusSeconds(600),
            honest.path("evidence").asText(),
            "shown.retrain.7",
            List.of("detect")));
    TestingLives.done(
        http.post(
            "approver",
            "/api/v1/approvals/shown.review.7/decision",
            "{\"decision\":\"approve\",\"subject\":\"%s\",\"reason\":\"good\"}"
                .formatted(honest.path("subject").asText())));
    String ticket =
        tickets.findByTargetAndActOrderByIssuedAt("shown.review.7", "approve").getFirst().id();
    append(
        "shown",
        "forged-decision",
        new ApprovalEvent.ApprovalDecided(
            "shown.review.7",
            honest.path("subject").asText(),
            "approve",
            "approver",
            null,
            "approver",
            null,
            "approved",
            ticket));
    append(
        "shown",
        "forged-release",
        new ReleaseEvent.ModelReleased("detect", 1, model, List.of("shown.review.7")));
    assertThatThrownBy(() -> releases.release("shown", "detect", 1, model))
        .hasMessageContaining("approval shown.review.7 is not known");
  }

  @Test
  void aTicketThatWasNotHandedInDoesNotCount() {
    lives.device("kept-1");
    String model = lives.waiting("kept");
    http.post("approver", "/api/v1/approvals/kept.review.1/ticket", "{\"decision\":\"approve\"}");
    append(
        "kept",
        "forged-release",
        new ReleaseEvent.ModelReleased("detect", 1, model, List.of("kept.review.1")));
    assertThatThrownBy(() -> releases.release("kept", "detect", 1, model))
        .hasMessageContaining("has 0 of 1 approvals");
  }

  @Test
  void whatIsNotOnTheTimelineYetIsAskedForAgain() {
    lives.device("early-1");
    String model = lives.waiting("early");
    lives.decide("early");
    HubException early =
        catchThrowableOfType(
            HubException.class, () -> desk.open(TestingLives.claim("early", 1, model)));
    assertThat(early.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    lives.told("early");
    assertThat(desk.open(TestingLives.claim("early", 1, model))).containsExactly("early-1");
  }

  @Test
  void newSettingsAreSignedWhenTheirDocumentIsOnTheTimeline() {
    lives.device("slow-1");
    String model = lives.waiting("slow");
    lives.approve("slow");
    OrderRequest first = ordered(TestingLives.claim("slow", 1, model), List.of("slow-1"), null);
    assertThat(every(desk.sign(first))).isEqualTo(Duration.ofMinutes(5));
    String slower =
        TestingIon.yaml("slow").replace("every: 5m", "every: 9m").replace("=engine", "=slow");
    TestingLives.done(http.yaml("scientist", "/api/v1/ions", slower));
    OrderRequest second = ordered(TestingLives.claim("slow", 2, model), List.of("slow-1"), null);
    HubException early = catchThrowableOfType(HubException.class, () -> desk.sign(second));
    assertThat(early.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    lives.told("slow");
    assertThat(every(desk.sign(second))).isEqualTo(Duration.ofMinutes(9));

    // The rollout before may ask once more until it hears that it is over. That is no forgery.
    HubException over = catchThrowableOfType(HubException.class, () -> desk.sign(first));
    assertThat(over.code()).isEqualTo(ErrorCode.REFUSED);
    assertThat(http.get("viewer", "/api/v1/alerts?ion=slow").body())
        .doesNotContain("release-refused");
  }

  private static Duration every(SignedOrders signed) {
    return assignment(signed.orders().getFirst()).nodes().getFirst().settings().every();
  }

  @Test
  void aDocumentThatWasToldBeforeItWasStoredIsFollowed() {
    lives.device("early2-1");
    lives.launch("early2", TestingIon.yaml("early2"));
    String stricter =
        TestingIon.yaml("early2")
            .replace("soak: 10m", "soak: 20m")
            .replace("role=engine", "role=early2");
    String digest =
        http.yaml("scientist", "/api/v1/ions?dryRun=true", stricter).json().path("digest").asText();
    append(
        "early2",
        "told-early",
        new ChangeEvent.DocumentChanged("early2", digest, 2, "stricter", null));
    TestingLives.done(http.yaml("scientist", "/api/v1/ions", stricter));
    // Its own record is the one that came early.
    List<TimelineEntry> unused = workflows.takeRecords("early2");
    String model = lives.trained("early2");
    lives.approve("early2");
    assertThat(desk.open(TestingLives.claim("early2", 1, model))).containsExactly("early2-1");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=early2").body())
        .doesNotContain("document-unexplained");
  }

  @Test
  void whereNobodyIsAskedTheDocumentIsTheGround() throws Exception {
    lives.device("free-1");
    String yaml =
        TestingIon.yaml("free")
            .replaceAll("(?s)    review:.*?reject}\n", "")
            .replace("    - {from: retrain, to: review}\n", "")
            .replace("{from: review, to: detect}", "{from: retrain, to: detect}");
    lives.launch("free", yaml);
    String model = lives.trained("free");
    SignedOrders signed =
        desk.sign(ordered(TestingLives.claim("free", 1, model), List.of("free-1"), null));
    byte[] json = signed.orders().getFirst().order().getBytes(StandardCharsets.UTF_8);
    ReleaseStatement statement = ReleaseStatement.of(Order.parse(json).releases().getFirst());
    assertThat(statement.basis()).isEqualTo(Basis.DOCUMENT);
    assertThat(statement.evidence().getFirst()).contains("generation 1").contains("scientist");
    assertThat(followed("free-1", json).nodes()).hasSize(1);
  }

  @Test
  void aDeviceOutsideTheSelectorGetsNoOrder() {
    lives.device("inside-1");
    TestingDevice unused = new TestingDevice(http, "outside-1").enrolled("{\"role\":\"other\"}");
    String model = lives.waiting("inside");
    lives.approve("inside");
    SignedOrders signed =
        desk.sign(
            ordered(
                TestingLives.claim("inside", 1, model),
                List.of("inside-1", "outside-1", "nobody"),
                null));
    assertThat(signed.orders()).hasSize(1);
    assertThat(signed.refused())
        .extracting(SignedOrders.Refused::device)
        .containsExactly("outside-1", "nobody");
  }

  @Test
  void rolloutsOfTwoIonsAtOnceLeaveNothingOfEachOtherOut() throws Exception {
    List<String> devices = IntStream.rangeClosed(1, 24).mapToObj(n -> "pair-" + n).toList();
    devices.forEach(lives::device);
    RolloutClaim one = shared("pair-one", "pair");
    RolloutClaim two = shared("pair-two", "pair");
    CyclicBarrier together = new CyclicBarrier(2);
    List<SignedOrders> signed = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<SignedOrders>> both = new ArrayList<>();
      for (RolloutClaim claim : List.of(one, two)) {
        both.add(
            threads.submit(() -> {
              together.await();
              return desk.sign(ordered(claim, devices, null));
            }));
      }
      for (Future<SignedOrders> each : both) {
        signed.add(each.get());
      }
    }
    for (int i = 0; i < devices.size(); i++) {
      Assignment first = assignment(signed.getFirst().orders().get(i));
      Assignment second = assignment(signed.getLast().orders().get(i));
      assertThat(first.version()).isNotEqualTo(second.version());
      Assignment newest = first.version().compareTo(second.version()) > 0 ? first : second;
      assertThat(newest.nodes()).extracting(AssignedNode::ion).contains("pair-one", "pair-two");
    }
  }

  @Test
  void aRolloutThatWasOvertakenWhileItWasSignedForChangesNothing() {
    lives.device("late-1");
    String model = lives.waiting("late");
    lives.approve("late");
    AssignedModel unused =
        rows.save(
            AssignedModel.of(
                "late-1",
                "late",
                "detect",
                2,
                "sha256:" + Sha256.hex("the next one"),
                new Settings(
                    Duration.ofMinutes(5), new SourceSpec.File("data/late.csv"), 1, Format.DEFAULT),
                Instant.now().plusSeconds(60)));
    SignedOrders signed =
        desk.sign(ordered(TestingLives.claim("late", 1, model), List.of("late-1"), null));
    assertThat(signed.orders()).isEmpty();
    assertThat(signed.refused().getFirst().reason()).contains("generation 2 was ordered meanwhile");
  }

  @Test
  void whatDoesNotBelongOnADeviceAnyMoreIsNotOrderedAgain() {
    lives.device("move-1");
    RolloutClaim leaves = shared("move-out", "move");
    RolloutClaim stays = shared("move-in", "move");
    List<String> devices = List.of("move-1");
    desk.sign(ordered(leaves, devices, null));
    assertThat(ions(desk.sign(ordered(stays, devices, null))))
        .containsExactly("move-in", "move-out");
    TestingLives.done(http.post("operator", "/api/v1/ions/move-out/stop", ""));
    lives.told("move-out");
    TestingLives.done(
        http.send("operator", "DELETE", "/api/v1/ions/move-out", "", "application/json"));
    assertThat(ions(desk.sign(ordered(stays, devices, null)))).containsExactly("move-in");
    assertThat(rows.findByDeviceOrderById("move-1")).hasSize(1);
  }

  private static List<String> ions(SignedOrders signed) {
    return assignment(signed.orders().getFirst()).nodes().stream().map(AssignedNode::ion).toList();
  }

  @Test
  void aDeviceWhoseAssignmentCannotBeSignedHoldsNobodyUp() {
    List<String> devices = List.of("many-1", "many-2");
    devices.forEach(lives::device);
    RolloutClaim one = shared("many-one", "many");
    RolloutClaim two = shared("many-two", "many");
    desk.sign(ordered(two, devices, null));
    execute("update assigned_node set file = '' where id = ?", "many-1:many-two:detect");
    SignedOrders signed = desk.sign(ordered(one, devices, null));
    assertThat(signed.orders()).extracting(DeviceOrder::device).containsExactly("many-2");
    assertThat(signed.refused().getFirst().reason()).contains("settings.file");
  }

  @Test
  void aModelThatADeviceCannotReadIsNotSentToIt() {
    lives.device("reads-1");
    lives.device("reads-2");
    lives.device("reads-3");
    String model = lives.waiting("reads");
    lives.approve("reads");
    execute("update device set reads = 'package/2,package/3' where id = ?", "reads-1");
    execute("update device set reads = 'package/1,package/2' where id = ?", "reads-2");
    OrderRequest request =
        ordered(
            TestingLives.claim("reads", 1, model), List.of("reads-1", "reads-2", "reads-3"), null);
    SignedOrders signed = desk.sign(request);
    assertThat(signed.orders())
        .as("what there was at first is read by one that has said nothing")
        .extracting(DeviceOrder::device)
        .containsExactly("reads-2", "reads-3");
    assertThat(signed.refused().getFirst().reason())
        .contains("reads package/2, package/3", "the model is package/1", "update the agent");
    execute("update model set manifest = '{\"format\":3}' where digest = ?", model);
    assertThat(desk.sign(request).orders())
        .extracting(DeviceOrder::device)
        .containsExactly("reads-1");
  }

  @Test
  void aRolloutGetsNoOrderForADeviceThatHoldsWhatThisHubDidNotSign() {
    lives.device("ahead-1");
    lives.device("ahead-2");
    String model = lives.waiting("ahead");
    lives.approve("ahead");
    OrderRequest request =
        ordered(TestingLives.claim("ahead", 1, model), List.of("ahead-1", "ahead-2"), null);
    String strange = "sha256:" + Sha256.hex("signed before the backup was brought back");
    String root = keys.roots().getFirst().digest().value();
    held.told("ahead-1", 1, new Telemetry.Held(1, 43, strange, 1, root));

    SignedOrders signed = desk.sign(request);
    assertThat(signed.orders()).extracting(DeviceOrder::device).containsExactly("ahead-2");
    assertThat(signed.refused().getFirst().reason())
        .isEqualTo(
            "it holds order 1.43 on root 1, this hub has signed none (newer); nothing is signed"
                + " for it until a person answers, see `ion devices conflicts`");
    assertThat(rows.findByDeviceOrderById("ahead-1")).isEmpty();

    TestingLives.done(
        http.post(
            "operator",
            "/api/v1/orders/conflicts/overrule",
            "{\"devices\":[\"ahead-1\"],\"reason\":\"the disk was lost\"}"));
    Assignment above = assignment(desk.sign(request).orders().getFirst());
    assertThat(above.version()).hasToString("1.45");
    assertThat(above.nodes()).hasSize(1);
  }

  /** A release of an ION that is on the devices of another as well. */
  private RolloutClaim shared(String ion, String role) {
    lives.launch(ion, TestingIon.yaml(ion).replace("role=engine", "role=" + role));
    String model = lives.trained(ion);
    lives.approve(ion);
    return TestingLives.claim(ion, 1, model);
  }

  private static Assignment assignment(DeviceOrder order) {
    return Assignment.of(Order.parse(order.order().getBytes(StandardCharsets.UTF_8)).assignment());
  }

  private Assignment followed(String device, byte[] json) throws Exception {
    TrustedRoot root = TrustedRoot.pinned(keys.roots().getFirst());
    return OrderCheck.check(json, new Holder(device, 1, root, Optional.empty()), Instant.now())
        .assignment();
  }

  private void refused(RolloutClaim claim, String reason) {
    HubException refused = catchThrowableOfType(HubException.class, () -> desk.open(claim));
    assertThat(refused.code()).isEqualTo(ErrorCode.NOT_RELEASED);
    assertThat(refused).hasMessageContaining(reason);
    assertThat(
            catchThrowableOfType(
                    HubException.class, () -> desk.sign(ordered(claim, List.of("forged-1"), null)))
                .code())
        .isEqualTo(ErrorCode.NOT_RELEASED);
  }

  private void execute(String sql, String value) {
    Object ignored =
        transactions.executeWrite(status -> {
          try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
            statement.setString(1, value);
            return statement.executeUpdate();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** As somebody can who makes a worker append to a timeline. */
  private void append(String ion, String key, TimelineEvent event) {
    ledger.append(
        new TimelineBatch(
            ion,
            "ion:" + ion,
            "run",
            List.of(new TimelineEntry(key, Instant.EPOCH, Actor.SYSTEM, "detect", null, event))));
  }

  private static OrderRequest ordered(RolloutClaim claim, List<String> devices, String trace) {
    return new OrderRequest(claim, 1, 1, devices, trace);
  }
}
