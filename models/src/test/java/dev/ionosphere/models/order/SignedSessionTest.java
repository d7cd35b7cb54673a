package dev.ionosphere.models.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.order.SignedSession.Opened;
import dev.ionosphere.models.request.Authority;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.request.RequestParts;
import dev.ionosphere.models.request.SignatureInput;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session is agreed by both sides, with no network between them but what a test puts there. */
class SignedSessionTest {

  private static final Duration LASTS = Duration.ofMinutes(15);
  private static final String NAME = "AAAAAAAAAAAAAAAAAAAAAA";

  private final TestingHub hub = new TestingHub();
  private final Ed25519Signer deviceKey = Ed25519Signer.create();
  private final ExchangeKey devices = ExchangeKey.create();
  private final ExchangeKey hubs = ExchangeKey.create();
  private final SessionOffer offer = offer(devices, "nonce-of-this-hub-1");

  @Test
  void bothSidesSignAlike() throws Exception {
    SessionOffer.Signed heard = new SessionOffer.Signed(offer, deviceKey.sign(offer.signed()));
    assertThat(heard.isBy(deviceKey.publicKey())).isTrue();
    assertThat(heard.isBy(Ed25519Signer.create().publicKey())).isFalse();

    SignedSession answer = new SignedSession(heard.offer(), NAME, hubs.publicKey(), LASTS);
    Opened opened = check(answer, hub.key(OrderRole.DIRECTOR));
    assertThat(opened.session()).isEqualTo(NAME);
    assertThat(opened.lasts()).isEqualTo(LASTS);
    assertThat(signature(opened.key())).isEqualTo(signature(answer.key(hubs)));
  }

  @Test
  void whateverIsChangedInAnOfferIsNoneOfTheDevice() {
    String signature = deviceKey.sign(offer.signed());
    for (SessionOffer changed :
        List.of(
            new SessionOffer("hub-2", offer.device(), 1, offer.nonce(), offer.key(), 1),
            new SessionOffer(offer.hub(), "engine-62", 1, offer.nonce(), offer.key(), 1),
            new SessionOffer(offer.hub(), offer.device(), 2, offer.nonce(), offer.key(), 1),
            new SessionOffer(offer.hub(), offer.device(), 1, "nonce-of-this-hub-2", offer.key(), 1),
            new SessionOffer(offer.hub(), offer.device(), 1, offer.nonce(), hubs.publicKey(), 1),
            new SessionOffer(offer.hub(), offer.device(), 1, offer.nonce(), offer.key(), 2))) {
      assertThat(new SessionOffer.Signed(changed, signature).isBy(deviceKey.publicKey())).isFalse();
    }
  }

  @Test
  void nobodyBetweenCanBeTheHub() {
    SignedSession answer = new SignedSession(offer, NAME, hubs.publicKey(), LASTS);
    for (OrderRole role : OrderRole.values()) {
      if (role != OrderRole.DIRECTOR) {
        refused(answer, hub.key(role), Reason.UNSIGNED);
      }
    }
    refused(answer, Ed25519Signer.create(), Reason.UNSIGNED);
  }

  @Test
  void theAnswerToAnotherOfferIsNone() {
    for (SessionOffer other :
        List.of(
            offer(devices, "nonce-of-this-hub-2"),
            offer(ExchangeKey.create(), offer.nonce()),
            new SessionOffer(offer.hub(), "engine-62", 1, offer.nonce(), offer.key(), 1),
            new SessionOffer(offer.hub(), offer.device(), 2, offer.nonce(), offer.key(), 1))) {
      SignedSession answer = new SignedSession(other, NAME, hubs.publicKey(), LASTS);
      refused(answer, hub.key(OrderRole.DIRECTOR), Reason.OLDER);
    }
    SignedSession otherHub =
        new SignedSession(
            new SessionOffer("hub-2", offer.device(), 1, offer.nonce(), offer.key(), 1),
            NAME,
            hubs.publicKey(),
            LASTS);
    refused(otherHub, hub.key(OrderRole.DIRECTOR), Reason.OTHER_HUB);
  }

  /** An answer to a question about the time is signed by the same key. */
  @Test
  void aSignatureOfAnotherKindIsNone() throws Exception {
    Envelope time =
        new SignedTime(TestingHub.HUB, offer.nonce(), TestingHub.NOW)
            .envelope()
            .signedBy(hub.key(OrderRole.DIRECTOR));
    OrderRefusal refusal =
        catchThrowableOfType(
            OrderRefusal.class,
            () ->
                SignedSession.check(
                    SignedSession.json(List.of(), time), hub.trusted(), offer, devices));
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
    Envelope session =
        new SignedSession(offer, NAME, hubs.publicKey(), LASTS)
            .envelope()
            .signedBy(hub.key(OrderRole.DIRECTOR));
    assertThat(
            catchThrowableOfType(
                    OrderRefusal.class,
                    () -> SignedTime.check(session.json(), hub.trusted(), offer.nonce()))
                .reason())
        .isEqualTo(Reason.MALFORMED);
  }

  /** Off for months: the director's key is one the device has never heard of. */
  @Test
  void walksTheRootsThatCameWithTheAnswer() throws Exception {
    TrustedRoot before = hub.trusted();
    Ed25519Signer next = Ed25519Signer.create();
    Root second =
        before.root().replaced(OrderRole.DIRECTOR, next.publicKey(), before.root().expires());
    Envelope root = hub.signed(second);
    Envelope answer =
        new SignedSession(offer, NAME, hubs.publicKey(), LASTS).envelope().signedBy(next);
    assertThat(
            SignedSession.check(SignedSession.json(List.of(root), answer), before, offer, devices)
                .session())
        .isEqualTo(NAME);
    Envelope forged = second.envelope().signedBy(Ed25519Signer.create());
    assertThat(
            catchThrowableOfType(
                    OrderRefusal.class,
                    () ->
                        SignedSession.check(
                            SignedSession.json(List.of(forged), answer), before, offer, devices))
                .reason())
        .isEqualTo(Reason.WRONG_ROOT);
  }

  @Test
  void aDamagedAnswerOpensTheSameSessionOrNone() throws Exception {
    SignedSession answer = new SignedSession(offer, NAME, hubs.publicKey(), LASTS);
    byte[] honest =
        SignedSession.json(
            List.of(hub.signed(hub.root(1, 1))),
            answer.envelope().signedBy(hub.key(OrderRole.DIRECTOR)));
    TrustedRoot trusted = hub.trusted();
    for (int seed = 0; seed < 5_000; seed++) {
      try {
        Opened opened = SignedSession.check(Hostile.damaged(honest, seed), trusted, offer, devices);
        assertThat(signature(opened.key())).isEqualTo(signature(answer.key(hubs)));
      } catch (OrderRefusal refusal) {
        assertThat(refusal.message()).as("seed %d", seed).isNotBlank();
      }
    }
  }

  @Test
  void nothingSecretIsPrinted() throws Exception {
    SignedSession answer = new SignedSession(offer, NAME, hubs.publicKey(), LASTS);
    String printed = answer + " " + check(answer, hub.key(OrderRole.DIRECTOR)) + " " + devices;
    assertThat(printed).contains("RequestKey@", "ExchangeKey@");
  }

  private Opened check(SignedSession answer, Ed25519Signer signer) throws OrderRefusal {
    return SignedSession.check(
        SignedSession.json(List.of(), answer.envelope().signedBy(signer)),
        hub.trusted(),
        offer,
        devices);
  }

  private void refused(SignedSession answer, Ed25519Signer signer, Reason reason) {
    OrderRefusal refusal = catchThrowableOfType(OrderRefusal.class, () -> check(answer, signer));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  private static SessionOffer offer(ExchangeKey key, String nonce) {
    return new SessionOffer(TestingHub.HUB, TestingHub.DEVICE, 1, nonce, key.publicKey(), 1);
  }

  private static String signature(RequestKey key) {
    return key.sign(
        new RequestParts(
            "GET", new Authority("hub"), "/edge/v1/state", ContentDigest.of(new byte[0])),
        new SignatureInput(NAME, 1));
  }
}
