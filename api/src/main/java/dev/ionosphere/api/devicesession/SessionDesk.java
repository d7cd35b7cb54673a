package dev.ionosphere.api.devicesession;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.order.HeldBook;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.ratelimit.RateLimiter;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions for devices that prove their key over a nonce of this hub. Both sides bring a key
 * for this one exchange: who hears all of it cannot make the key of the session.
 */
@Singleton
final class SessionDesk {

  private static final Logger LOG = LoggerFactory.getLogger(SessionDesk.class);

  /** Of a device: one that crashes at each start comes back every few seconds. */
  private static final int AT_ONCE = 20;

  private static final int A_MINUTE = 20;
  private static final int NAME_BYTES = 16;

  private final Nonces nonces;
  private final OpenSessions sessions;
  private final Devices devices;
  private final HeldBook held;
  private final OrderKeys keys;
  private final RateLimiter openings;
  private final SecureRandom random = new SecureRandom();

  SessionDesk(
      Nonces nonces,
      OpenSessions sessions,
      Devices devices,
      HeldBook held,
      OrderKeys keys,
      Clock clock) {
    this.nonces = nonces;
    this.sessions = sessions;
    this.devices = devices;
    this.held = held;
    this.keys = keys;
    this.openings = new RateLimiter(AT_ONCE, A_MINUTE, Duration.ofMinutes(1), clock);
  }

  /**
   * The hub's half, signed, and the roots that the device may not know: JSON.
   *
   * @throws HubException if it opens none, and why
   */
  byte[] open(SessionOffer.Signed asked) {
    SessionOffer offer = asked.offer();
    if (!offer.hub().equals(keys.hub())) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "device %s is of hub %s, this is %s".formatted(offer.device(), offer.hub(), keys.hub()));
    }
    if (!nonces.isGood(offer.nonce())) {
      throw nonceUnknown(offer);
    }
    Device device = proven(asked);
    // First: an offer that somebody recorded costs its device nothing when it is sent again.
    if (!nonces.use(offer.nonce())) {
      throw nonceUnknown(offer);
    }
    if (!openings.admit(device.id())) {
      throw new HubException(
          ErrorCode.TOO_MANY,
          "device %s: more than %d sessions a minute, slow down".formatted(device.id(), A_MINUTE));
    }
    requireKnownRoot(offer, device);
    ExchangeKey ours = ExchangeKey.create();
    SignedSession answer = new SignedSession(offer, name(), ours.publicKey(), OpenSessions.LASTS);
    RequestKey agreed = agreed(answer, ours);
    Envelope signed = keys.session(answer);
    OpenSession opened = sessions.open(answer.session(), device.id(), device.incarnation(), agreed);
    LOG.debug("device {} opened session {}", device.id(), opened.id());
    return SignedSession.json(newer(offer.root()), signed);
  }

  /** A device that believes a root of later would take this hub for another. */
  private void requireKnownRoot(SessionOffer offer, Device device) {
    long newest = keys.root().version();
    if (offer.root() > newest) {
      held.believes(device.id(), device.incarnation(), offer.root());
      throw new HubException(
          ErrorCode.CONFLICT,
          "device %s believes root %d, the newest of this hub is %d: was it restored from a backup? See `ion devices conflicts`"
              .formatted(device.id(), offer.root(), newest));
    }
  }

  private static RequestKey agreed(SignedSession answer, ExchangeKey ours) {
    try {
      return answer.key(ours);
    } catch (ModelFormatException e) {
      throw HubException.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Who has not the device's key does not learn whether there is such a device. */
  private Device proven(SessionOffer.Signed asked) {
    String name = asked.offer().device();
    Device device =
        devices
            .findById(name)
            .filter(known -> asked.isBy(known.publicKey()))
            .orElseThrow(() ->
                new HubException(
                    ErrorCode.SIGNATURE_WRONG,
                    "the offer is not signed by a key that a device %s is enrolled with"
                        .formatted(name)));
    if (device.revokedAt() != null) {
      throw new HubException(ErrorCode.DEVICE_REVOKED, device.revocation());
    }
    if (device.incarnation() != asked.offer().incarnation()) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "device %s asks as incarnation %d, enrolled is %d"
              .formatted(name, asked.offer().incarnation(), device.incarnation()));
    }
    return device;
  }

  private List<Envelope> newer(long root) {
    List<Envelope> roots = keys.roots();
    return roots.subList((int) Math.min(root, roots.size()), roots.size());
  }

  private String name() {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static HubException nonceUnknown(SessionOffer offer) {
    return new HubException(
        ErrorCode.NONCE_UNKNOWN,
        "device %s: the nonce is not of this hub, used or older than a minute; ask for another"
            .formatted(offer.device()));
  }
}
