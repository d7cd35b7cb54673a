package dev.ionosphere.models.order;

import static dev.ionosphere.models.order.TestingHub.MODEL;
import static dev.ionosphere.models.order.TestingHub.NOW;
import static dev.ionosphere.models.order.TestingHub.OTHER_MODEL;
import static dev.ionosphere.models.order.TestingHub.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderCheck.Accepted;
import dev.ionosphere.models.order.OrderCheck.Holder;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderCheckTest {

  private final TestingHub hub = new TestingHub();

  @Test
  void followsWhatTheHubSigned() throws Exception {
    Accepted accepted = OrderCheck.check(hub.order(1, 7).json(), hub.holder(), NOW);
    assertThat(accepted.assignment().nodes()).hasSize(1);
    assertThat(accepted.assignment().version()).hasToString("1.7");
    assertThat(accepted.repeated()).isFalse();
  }

  @Test
  void anEmptyAssignmentIsAnOrderToo() throws Exception {
    Order nothing = new Order(List.of(), List.of(), hub.directed(assignment(1, 1)));
    assertThat(OrderCheck.check(nothing.json(), hub.holder(), NOW).assignment().nodes()).isEmpty();
  }

  @Test
  void theSameOrderAgainIsARepetition() throws Exception {
    Order order = hub.order(1, 7);
    assertThat(OrderCheck.check(order.json(), hub.holding(order), NOW).repeated()).isTrue();
  }

  @Test
  void theSameVersionWithOtherContentIsAConflict() throws Exception {
    Order other = new Order(List.of(), List.of(), hub.directed(assignment(1, 7)));
    refused(Reason.CONFLICT, other, hub.holding(hub.order(1, 7)));
  }

  @Test
  void anOlderVersionIsRefused() throws Exception {
    OrderRefusal refusal = refused(Reason.OLDER, hub.order(1, 6), hub.holding(hub.order(1, 7)));
    assertThat(refusal.message()).contains("1.6").contains("1.7");
  }

  @Test
  void aHugeVersionIsOvercomeByTheNextEpoch() throws Exception {
    Order huge = hub.order(1, Long.MAX_VALUE);
    Accepted stolen = OrderCheck.check(huge.json(), hub.holder(), NOW);
    assertThat(stolen.assignment().version().number()).isEqualTo(Long.MAX_VALUE);

    Order recovered = withRoots(hub.order(2, 1), hub.signed(hub.root(2, 2)));
    Accepted accepted = OrderCheck.check(recovered.json(), hub.holding(huge), NOW);
    assertThat(accepted.assignment().version()).hasToString("2.1");
    assertThat(accepted.root().root().version()).isEqualTo(2);
  }

  @Test
  void onlyARootRaisesTheEpoch() throws Exception {
    refused(Reason.OTHER_EPOCH, hub.order(2, 1), hub.holder());
  }

  @Test
  void whatExpiredIsNotTakenAnyMore() throws Exception {
    byte[] json = hub.order(1, 7).json();
    OrderRefusal refusal =
        catchThrowableOfType(
            OrderRefusal.class,
            () -> OrderCheck.check(json, hub.holder(), NOW.plus(Duration.ofDays(7))));
    assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void itIsForOneDeviceAndOneEnrolment() throws Exception {
    Holder other = new Holder("engine-62", 1, hub.trusted(), java.util.Optional.empty());
    refused(Reason.OTHER_DEVICE, hub.order(1, 1), other);
    Holder again = new Holder(TestingHub.DEVICE, 2, hub.trusted(), java.util.Optional.empty());
    refused(Reason.OTHER_INCARNATION, hub.order(1, 1), again);
  }

  @Test
  void anotherHubsOrdersAndStatementsAreRefusedThoughTheKeysFit() throws Exception {
    Assignment good = assignment(1, 1);
    Assignment foreign =
        new Assignment(
            "hub-2",
            good.device(),
            good.incarnation(),
            good.version(),
            good.issued(),
            good.expires(),
            good.nodes(),
            good.revoked());
    OrderRefusal order =
        refused(Reason.OTHER_HUB, new Order(List.of(), List.of(), hub.directed(foreign)));
    assertThat(order.message()).contains("assignment.hub: got hub-2, allowed: hub-1");

    ReleaseStatement ours = hub.statement("detect", MODEL);
    Envelope release =
        hub.released(
            new ReleaseStatement(
                "hub-2",
                ours.ion(),
                ours.node(),
                ours.model(),
                ours.basis(),
                ours.evidence(),
                ours.issued()));
    OrderRefusal statement =
        refused(Reason.OTHER_HUB, one(hub.node("detect", MODEL, release), release));
    assertThat(statement.message()).contains("release.hub: got hub-2, allowed: hub-1");
  }

  @Test
  void aNodeNeedsANameForAFolderAndAnIntervalThatPasses() {
    Envelope release = hub.released(hub.statement("detect", MODEL));
    for (String name : List.of("", "..", "../x", "a/b", ".a", "a.", "-a", "a".repeat(64), "ä")) {
      assertThatThrownBy(() -> hub.node(name, MODEL, release))
          .as(name)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("node.node: got");
    }
    for (Duration every : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThatThrownBy(() ->
              new AssignedNode.Settings(every, new SourceSpec.File("a.csv"), 1, Format.DEFAULT))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("settings.every: got PT");
    }
  }

  @Test
  void whetherItIsCurrentIsAskedLast() throws Exception {
    Order expired = hub.order(1, 7);
    OrderCheck.Vouched vouched = OrderCheck.vouched(expired.json(), hub.holder());
    assertThatThrownBy(() -> vouched.at(NOW.plus(Duration.ofDays(8))))
        .isInstanceOfSatisfying(
            OrderRefusal.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED));
    assertThat(vouched.at(NOW).assignment()).isEqualTo(Assignment.of(expired.assignment()));
    byte[] unsigned = withAssignment(expired, expired.assignment().unsigned()).json();
    assertThatThrownBy(() -> OrderCheck.vouched(unsigned, hub.holder()))
        .as("nobody is asked for the time")
        .isInstanceOf(OrderRefusal.class);
  }

  @Test
  void whatNobodyOrSomebodyElseSignedIsRefused() throws Exception {
    Order order = hub.order(1, 7);
    refused(Reason.UNSIGNED, withAssignment(order, order.assignment().unsigned()));
    refused(
        Reason.UNSIGNED,
        withAssignment(
            order,
            order.assignment().unsigned().signedBy(new TestingHub().key(OrderRole.DIRECTOR))));
    // A good key, but of another role.
    for (OrderRole role : List.of(OrderRole.ROOT, OrderRole.RELEASE, OrderRole.MODEL)) {
      refused(
          Reason.UNSIGNED,
          withAssignment(order, order.assignment().unsigned().signedBy(hub.key(role))));
    }
  }

  @Test
  void aModelNeedsAStatementThatItWasReleasedThere() throws Exception {
    Envelope release = hub.released(hub.statement("detect", MODEL));
    Order without =
        new Order(
            List.of(),
            List.of(),
            hub.directed(assignment(1, 1, hub.node("detect", MODEL, release))));
    refused(Reason.NOT_RELEASED, without);

    Order otherModel = one(hub.node("detect", OTHER_MODEL, release), release);
    OrderRefusal refusal = refused(Reason.NOT_RELEASED, otherModel);
    assertThat(refusal.message()).contains(MODEL.value()).contains(OTHER_MODEL.value());

    refused(Reason.NOT_RELEASED, one(hub.node("predict", MODEL, release), release));
  }

  @Test
  void aStatementByTheDirectorIsNone() throws Exception {
    Envelope release =
        hub.statement("detect", MODEL).envelope().signedBy(hub.key(OrderRole.DIRECTOR));
    refused(Reason.UNSIGNED, one(hub.node("detect", MODEL, release), release));
  }

  @Test
  void aRevokedModelIsRefusedThoughItWasReleased() throws Exception {
    Envelope release = hub.released(hub.statement("detect", MODEL));
    Assignment with = assignment(1, 1, hub.node("detect", MODEL, release));
    Assignment revoked =
        new Assignment(
            with.hub(),
            with.device(),
            with.incarnation(),
            with.version(),
            with.issued(),
            with.expires(),
            with.nodes(),
            List.of(MODEL));
    refused(Reason.REVOKED, new Order(List.of(), List.of(release), hub.directed(revoked)));
  }

  @Test
  void anExpiredRootTakesNothingNew() throws Exception {
    TrustedRoot old = TrustedRoot.pinned(hub.signed(hub.root(1, 1, NOW)));
    Holder holder = new Holder(TestingHub.DEVICE, 1, old, java.util.Optional.empty());
    refused(Reason.ROOT_EXPIRED, hub.order(1, 1), holder);
    // The next one is taken all the same: nobody has to visit the device.
    Order renewed = withRoots(hub.order(1, 1), hub.signed(hub.root(2, 1)));
    assertThat(OrderCheck.check(renewed.json(), holder, NOW).root().root().version()).isEqualTo(2);
  }

  @Test
  void truncatedAndForeignBytesAreRefused() throws Exception {
    byte[] json = hub.order(1, 7).json();
    for (int length = 0; length < json.length; length += 97) {
      byte[] cut = Arrays.copyOf(json, length);
      OrderRefusal refusal =
          catchThrowableOfType(OrderRefusal.class, () -> OrderCheck.check(cut, hub.holder(), NOW));
      assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
    }
    OrderRefusal bomb =
        catchThrowableOfType(
            OrderRefusal.class,
            () -> OrderCheck.check(new byte[2 * Order.MAXIMUM_BYTES], hub.holder(), NOW));
    assertThat(bomb.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(bomb.message()).contains("at most");
  }

  private Order one(AssignedNode node, Envelope release) {
    return new Order(List.of(), List.of(release), hub.directed(assignment(1, 1, node)));
  }

  private static Order withAssignment(Order order, Envelope assignment) {
    return new Order(order.roots(), order.releases(), assignment);
  }

  private static Order withRoots(Order order, Envelope... roots) {
    return new Order(List.of(roots), order.releases(), order.assignment());
  }

  private OrderRefusal refused(Reason reason, Order order) throws OrderRefusal {
    return refused(reason, order, hub.holder());
  }

  private static OrderRefusal refused(Reason reason, Order order, Holder holder) {
    OrderRefusal refusal =
        catchThrowableOfType(OrderRefusal.class, () -> OrderCheck.check(order.json(), holder, NOW));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.message()).isNotBlank().hasSizeLessThan(600);
    return refusal;
  }
}
