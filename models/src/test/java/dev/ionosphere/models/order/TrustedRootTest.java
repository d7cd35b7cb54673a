package dev.ionosphere.models.order;

import static dev.ionosphere.models.order.TestingHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrustedRootTest {

  private final TestingHub hub = new TestingHub();
  private final Ed25519Signer one = Ed25519Signer.create();
  private final Ed25519Signer two = Ed25519Signer.create();
  private final Ed25519Signer three = Ed25519Signer.create();

  @Test
  void walksThreeRotationsThoughThoseOnTheWayHaveExpired() throws Exception {
    Root second =
        TestingHub.with(hub.root(2, 1, NOW.minus(Duration.ofDays(300))), 2, one, two, three);
    Root third =
        TestingHub.with(hub.root(3, 1, NOW.minus(Duration.ofDays(100))), 2, one, two, three);
    Root fourth = TestingHub.with(hub.root(4, 2), 1, three);
    TrustedRoot walked =
        hub.trusted()
            .walked(
                List.of(
                    second.envelope().signedBy(hub.key(OrderRole.ROOT)).signedBy(one).signedBy(two),
                    third.envelope().signedBy(two).signedBy(three),
                    fourth.envelope().signedBy(one).signedBy(three)));
    assertThat(walked.root().version()).isEqualTo(4);
    assertThat(walked.root().stateEpoch()).isEqualTo(2);
    walked.requireCurrent(NOW);
  }

  @Test
  void theNextRootNeedsEnoughKeysOfBoth() throws Exception {
    Root next = TestingHub.with(hub.root(2, 1), 2, one, two);
    // The old key alone; the new ones alone; one of the new ones, twice.
    refused(hub.signed(next));
    refused(next.envelope().signedBy(one).signedBy(two));
    refused(next.envelope().signedBy(hub.key(OrderRole.ROOT)).signedBy(one).signedBy(one));
  }

  /** The parameters of its algorithm are absent, or null; Java reads both. */
  @Test
  void oneKeyWrittenInTwoWaysIsNotTwoKeys() {
    byte[] plain = Base64.getDecoder().decode(one.publicKey());
    byte[] other = new byte[plain.length + 2];
    System.arraycopy(plain, 0, other, 0, 9);
    other[1] += 2;
    other[3] += 2;
    other[9] = 5;
    System.arraycopy(plain, 9, other, 11, plain.length - 9);
    String again = Base64.getEncoder().encodeToString(other);
    assertThat(Ed25519Signer.load(one.privateKey(), again).publicKey()).isEqualTo(one.publicKey());

    Root root = hub.root(2, 1);
    assertThatThrownBy(() -> root.rooted(List.of(one.publicKey(), again), 2, NOW))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("root.keys")
        .hasMessageContaining(one.keyId());
  }

  @Test
  void aRootKeyIsNamedOnceAndHasNoOtherRole() {
    Root root = hub.root(2, 1);
    assertThatThrownBy(() -> root.rooted(List.of(one.publicKey(), one.publicKey()), 1, NOW))
        .hasMessageContaining(one.keyId() + " twice");
    String director = hub.key(OrderRole.DIRECTOR).publicKey();
    assertThatThrownBy(() -> root.rooted(List.of(one.publicKey(), director), 1, NOW))
        .hasMessageContaining("one of director");
  }

  @Test
  void aRootThatNoEnvelopeHasRoomToSignIsRefused() {
    Root root = hub.root(2, 1);
    List<String> many =
        Stream.generate(() -> Ed25519Signer.create().publicKey()).limit(16).toList();
    assertThatThrownBy(() -> root.rooted(many, 16, NOW))
        .hasMessageContaining("17 signatures by keys of both roots");
    Root most = root.rooted(many, 15, NOW);
    assertThat(most.rooted(many, 16, NOW).role(OrderRole.ROOT).threshold()).isEqualTo(16);
  }

  @Test
  void rootsComeOneByOne() throws Exception {
    refused(hub.signed(hub.root(3, 1)));
    refused(hub.signed(hub.root(Long.MAX_VALUE, 1)));
  }

  @Test
  void anEpochNeverFalls() throws Exception {
    TrustedRoot second = hub.trusted().walked(List.of(hub.signed(hub.root(2, 5))));
    OrderRefusal refusal =
        catchThrowableOfType(
            OrderRefusal.class, () -> second.walked(List.of(hub.signed(hub.root(3, 4)))));
    assertThat(refusal.reason()).isEqualTo(Reason.WRONG_ROOT);
  }

  @Test
  void theRootOfAnotherHubIsNoneThoughTheKeysFit() throws Exception {
    Root root = hub.root(2, 1);
    Root foreign = new Root("hub-2", 2, 1, root.expires(), root.keys(), root.roles());
    TrustedRoot trusted = hub.trusted();
    OrderRefusal refusal =
        catchThrowableOfType(
            OrderRefusal.class, () -> trusted.walked(List.of(hub.signed(foreign))));
    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_HUB);
    assertThat(refusal.message()).isEqualTo("root.hub: got hub-2, allowed: hub-1");
    byte[] time =
        new SignedTime("hub-2", "nonce-1", NOW)
            .envelope()
            .signedBy(hub.key(OrderRole.DIRECTOR))
            .json();
    assertThatThrownBy(() -> SignedTime.check(time, trusted, "nonce-1"))
        .isInstanceOfSatisfying(
            OrderRefusal.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_HUB));
  }

  @Test
  void keysOfARoleComeAndGoRootByRoot() throws Exception {
    Root first = hub.root(1, 1);
    Root second = first.with(OrderRole.MODEL, one.publicKey(), first.expires());
    String old = hub.key(OrderRole.MODEL).keyId();
    assertThat(second.keysOf(OrderRole.MODEL)).containsOnlyKeys(old, one.keyId());
    assertThat(second.stateEpoch()).isEqualTo(1);

    Root third = second.without(OrderRole.MODEL, old, first.expires());
    assertThat(third.keysOf(OrderRole.MODEL)).containsOnlyKeys(one.keyId());
    assertThat(third.keys()).doesNotContainKey(old);
    TrustedRoot walked = hub.trusted().walked(List.of(hub.signed(second), hub.signed(third)));
    assertThat(walked.root()).isEqualTo(third);

    assertThatThrownBy(() -> third.without(OrderRole.MODEL, one.keyId(), first.expires()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("root.roles.model.threshold");
  }

  @Test
  void aKeyOfTwoRolesStaysForTheOther() {
    Root first = hub.root(1, 1);
    Root both = first.with(OrderRole.MODEL, hub.key(OrderRole.ROOT).publicKey(), first.expires());
    Root one = both.without(OrderRole.MODEL, hub.key(OrderRole.ROOT).keyId(), first.expires());
    assertThat(one.keysOf(OrderRole.ROOT)).isEqualTo(first.keysOf(OrderRole.ROOT));
    assertThat(one.keys()).isEqualTo(first.keys());
  }

  @Test
  void rootsThatAreKnownArePassedOver() throws Exception {
    TrustedRoot second = hub.trusted().walked(List.of(hub.signed(hub.root(2, 1))));
    assertThat(second.walked(List.of(hub.signed(hub.root(1, 1)), hub.signed(hub.root(2, 1)))))
        .isSameAs(second);
  }

  @Test
  void aRootThatNobodyCouldMeetIsNone() {
    assertThatThrownBy(() -> TestingHub.with(hub.root(1, 1), 3, one, two))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("threshold");
  }

  @Test
  void theTimeAnswersOneQuestion() throws Exception {
    TrustedRoot root = hub.trusted();
    byte[] answer =
        new SignedTime(TestingHub.HUB, "nonce-1", NOW)
            .envelope()
            .signedBy(hub.key(OrderRole.DIRECTOR))
            .json();
    assertThat(SignedTime.check(answer, root, "nonce-1")).isEqualTo(NOW);
    assertThatThrownBy(() -> SignedTime.check(answer, root, "nonce-2"))
        .isInstanceOf(OrderRefusal.class)
        .hasMessageContaining("nonce-2");
    byte[] unsigned = new SignedTime(TestingHub.HUB, "nonce-1", NOW).envelope().json();
    assertThatThrownBy(() -> SignedTime.check(unsigned, root, "nonce-1"))
        .isInstanceOf(OrderRefusal.class);
  }

  private void refused(Envelope next) throws OrderRefusal {
    TrustedRoot trusted = hub.trusted();
    OrderRefusal refusal =
        catchThrowableOfType(OrderRefusal.class, () -> trusted.walked(List.of(next)));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.WRONG_ROOT);
  }
}
