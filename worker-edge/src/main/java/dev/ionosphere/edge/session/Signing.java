package dev.ionosphere.edge.session;

import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.request.RequestParts;
import dev.ionosphere.models.request.SignatureInput;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An open session: signs requests, each with a number of its own. Safe for threads. */
public final class Signing {

  private final String session;
  private final RequestKey key;
  private final long openedNanos;
  private final long lastsNanos;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * @param openedNanos before the hub was asked: the session lasts from then on, at most
   */
  Signing(SignedSession.Opened opened, long openedNanos) {
    this.session = opened.session();
    this.key = opened.key();
    this.openedNanos = openedNanos;
    this.lastsNanos = opened.lasts().toNanos();
  }

  /** Headers of one request; of no other, for the hub takes a number once. */
  public Map<String, String> headers(RequestParts parts) {
    SignatureInput input = new SignatureInput(session, numbers.incrementAndGet());
    return Map.of(
        ContentDigest.HEADER,
        parts.contentDigest().header(),
        SignatureInput.HEADER,
        input.header(),
        RequestKey.HEADER,
        key.sign(parts, input));
  }

  /** Whether it lasts so long that no other is needed yet. */
  boolean isFresh(long nanos) {
    return nanos - openedNanos < lastsNanos / 5 * 4;
  }

  boolean isOver(long nanos) {
    return nanos - openedNanos >= lastsNanos;
  }
}
