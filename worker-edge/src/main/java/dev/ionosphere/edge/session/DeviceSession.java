package dev.ionosphere.edge.session;

import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one session of the device, for all that calls the hub at the same time. It is opened when it
 * is needed, and again when it is soon over or the hub does not know it. Safe for threads.
 */
public final class DeviceSession {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

  private final String device;
  private final long incarnation;
  private final DeviceKey key;
  private final Trust trust;
  private final SessionDesk desk;
  private final LongSupplier nanos;
  private final ReentrantLock opening = new ReentrantLock();
  private final AtomicReference<@Nullable Signing> open = new AtomicReference<>();

  /**
   * @param nanos that pass, whatever the clock says
   */
  public DeviceSession(
      String device,
      long incarnation,
      DeviceKey key,
      Trust trust,
      SessionDesk desk,
      LongSupplier nanos) {
    this.device = device;
    this.incarnation = incarnation;
    this.key = key;
    this.trust = trust;
    this.desk = desk;
    this.nanos = nanos;
  }

  /**
   * To sign the next request with.
   *
   * @throws IOException if none is open and none can be opened: to be tried again
   */
  public Signing current() throws IOException {
    Signing known = open.get();
    if (known == null || known.isOver(nanos.getAsLong())) {
      opening.lock();
      try {
        return renewed(known);
      } finally {
        opening.unlock();
      }
    }
    return known.isFresh(nanos.getAsLong()) ? known : renewedIfPossible(known);
  }

  /** It still holds: nobody waits for the next one, and nobody needs it yet. */
  private Signing renewedIfPossible(Signing known) {
    if (!opening.tryLock()) {
      return known;
    }
    try {
      return renewed(known);
    } catch (IOException e) {
      LOG.debug("the session goes on, no other was opened: {}", e.toString());
      return known;
    } finally {
      opening.unlock();
    }
  }

  /** The hub does not know this session: it was started again, or the device enrolled again. */
  public void lost(Signing session) {
    open.compareAndSet(session, null);
  }

  private Signing renewed(@Nullable Signing known) throws IOException {
    Signing meanwhile = open.get();
    if (meanwhile != null && meanwhile != known && meanwhile.isFresh(nanos.getAsLong())) {
      return meanwhile;
    }
    Signing next = opened();
    open.set(next);
    return next;
  }

  private Signing opened() throws IOException {
    try {
      TrustedRoot root = trust.root();
      ExchangeKey ours = ExchangeKey.create();
      long asked = nanos.getAsLong();
      SessionOffer offer =
          new SessionOffer(
              root.root().hub(),
              device,
              incarnation,
              desk.nonce(),
              ours.publicKey(),
              root.root().version());
      byte[] answer =
          desk.open(new SessionOffer.Signed(offer, key.signature(offer.signed())).json());
      return new Signing(SignedSession.check(answer, root, offer, ours), asked);
    } catch (OrderRefusal e) {
      throw new IOException("whoever answers is not the device's hub: " + e.message(), e);
    } catch (ModelFormatException e) {
      throw new IOException("whoever answers opens no session: " + e.getMessage(), e);
    }
  }
}
