package dev.ionosphere.edge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.request.Authority;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.ReplayWindow;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.request.RequestParts;
import dev.ionosphere.models.request.SignatureInput;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions as a hub has them: as strict, and it keeps no time. */
public final class TestingSessions {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration LASTS = Duration.ofMinutes(15);

  private record Session(String device, RequestKey key, ReplayWindow used) {}

  private final TestingOrders orders;
  private final Map<String, String> devices;
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** What the next requests are refused with, though nothing is wrong with them. */
  public final Queue<String> refusals = new ConcurrentLinkedQueue<>();

  /** With what who asks for a session is refused, unless it is 0. */
  public volatile int closed;

  /** How many were opened. */
  public final AtomicInteger opened = new AtomicInteger();

  /**
   * @param devices public keys by name
   */
  TestingSessions(TestingOrders orders, Map<String, String> devices) {
    this.orders = orders;
    this.devices = devices;
  }

  /** As a restart of the hub does. */
  public void forget() {
    sessions.clear();
  }

  String nonce() {
    String nonce = "nonce-of-this-hub-%06d".formatted(nonces.size());
    nonces.add(nonce);
    return nonce;
  }

  /** The answer to an offer; empty if it is not proven. */
  byte[] open(byte[] body) throws IOException {
    JsonNode json = MAPPER.readTree(body);
    SessionOffer offer =
        new SessionOffer(
            json.get("hub").asText(),
            json.get("device").asText(),
            json.get("incarnation").asLong(),
            json.get("nonce").asText(),
            json.get("key").asText(),
            json.get("root").asLong());
    String key = devices.get(offer.device());
    boolean proven =
        key != null
            && new SessionOffer.Signed(offer, json.get("signature").asText()).isBy(key)
            && nonces.remove(offer.nonce());
    if (!proven) {
      return new byte[0];
    }
    ExchangeKey ours = ExchangeKey.create();
    String name = "session-of-device-%04d".formatted(opened.incrementAndGet());
    SignedSession answer = new SignedSession(offer, name, ours.publicKey(), LASTS);
    sessions.put(name, new Session(offer.device(), answer.key(ours), new ReplayWindow()));
    return SignedSession.json(
        orders.rootsAfter(offer.root()),
        answer.envelope().signedBy(orders.keys.get(OrderRole.DIRECTOR)));
  }

  /** Whose request it is, once it is admitted. */
  String device(HttpExchange exchange) {
    SignatureInput input = SignatureInput.parse(one(exchange, SignatureInput.HEADER));
    return sessions.get(input.session()).device();
  }

  /** What is wrong with a request, as a hub's challenge says it; empty if nothing is. */
  String refusal(HttpExchange exchange, byte[] body) {
    String first = refusals.poll();
    if (first != null) {
      return first;
    }
    try {
      SignatureInput input = SignatureInput.parse(one(exchange, SignatureInput.HEADER));
      Session session = sessions.get(input.session());
      if (session == null) {
        return "session-unknown";
      }
      RequestParts parts =
          new RequestParts(
              exchange.getRequestMethod(),
              Authority.of(one(exchange, "Host"), false),
              exchange.getRequestURI().toString(),
              new ContentDigest(one(exchange, ContentDigest.HEADER)));
      if (!session.key().signed(parts, input, one(exchange, RequestKey.HEADER))) {
        return "signature-wrong";
      }
      if (!ContentDigest.of(body).equals(parts.contentDigest())) {
        return "content-digest-wrong";
      }
      return session.used().take(input.number()) ? "" : "replayed";
    } catch (ModelFormatException e) {
      return "signature-malformed";
    }
  }

  private static String one(HttpExchange exchange, String header) {
    List<String> values = exchange.getRequestHeaders().getOrDefault(header, List.of());
    if (values.size() != 1) {
      throw new ModelFormatException(header, values.size() + " of them", "one header");
    }
    return values.getFirst();
  }
}
