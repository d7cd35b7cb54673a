package dev.ionosphere.api;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.request.Authority;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.request.RequestParts;
import dev.ionosphere.models.request.SignatureInput;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A device with its own key, and a session when it needs one. */
public final class TestingDevice {

  private final TestingHttp http;
  private final String id;
  private final KeyPair keys;
  private boolean beyond;
  private long incarnation = 1;
  private String root;
  private SignedSession.Opened session;
  private long number;

  public TestingDevice(TestingHttp http, String id) {
    this.http = http;
    this.id = id;
    try {
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever has a copy of its disk: the same name, key and enrolment. */
  public TestingDevice copied() {
    TestingDevice copy = new TestingDevice(http, id, keys);
    copy.incarnation = incarnation;
    copy.root = root;
    return copy;
  }

  /** Beyond the hub's own machine: it asks the hub for its orders. */
  public TestingDevice beyond() {
    beyond = true;
    return this;
  }

  private TestingDevice(TestingHttp http, String id, KeyPair keys) {
    this.http = http;
    this.id = id;
    this.keys = keys;
  }

  public TestingHttp.Answer enrol(String token) {
    return apply(Map.of("token", token));
  }

  /** Asks with nothing but its word. */
  public TestingHttp.Answer claim() {
    return apply(Map.of());
  }

  /** Asks to take the place of the device with the old key. */
  public TestingHttp.Answer prove(TestingDevice old, Instant at) {
    String text = "ionosphere enrol\n%s\n%s\n%d\n".formatted(id, publicKey(), at.getEpochSecond());
    return apply(
        Map.of(
            "proof",
            Map.of(
                "time",
                at.getEpochSecond(),
                "signature",
                base64(old.sign(text)),
                "possession",
                base64(sign(text)))));
  }

  private TestingHttp.Answer apply(Map<String, Object> by) {
    Map<String, Object> application = new HashMap<>(by);
    application.putAll(
        Map.of(
            "device",
            id,
            "publicKey",
            publicKey(),
            "architecture",
            "amd64",
            "memoryMb",
            512,
            "agentVersion",
            "0.1.0"));
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (beyond) {
      application.put("feeds", List.of("poll", "temporal"));
      headers.put("X-Forwarded-For", "192.0.2.7");
    }
    TestingHttp.Answer answer =
        http.send(
            "POST",
            "/api/v1/devices/enrol",
            headers,
            HttpRequest.BodyPublishers.ofString(Json.canonical(application)));
    if (answer.status() == 200) {
      incarnation = answer.json().path("incarnation").asLong();
      root = answer.json().path("root").asText();
      session = null;
    }
    return answer;
  }

  private String publicKey() {
    return base64(keys.getPublic().getEncoded());
  }

  public TestingDevice enrolled(String labels) {
    TestingHttp.Answer answer = enrol(token(labels, false));
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.body());
    }
    return this;
  }

  /** A token for a device of its name. */
  public String token(String labels, boolean replace) {
    return http.post(
            "operator",
            "/api/v1/devices/tokens",
            "{\"device\":\"%s\",\"labels\":%s,\"replace\":%s}".formatted(id, labels, replace))
        .json()
        .path("token")
        .asText();
  }

  /** Signed with the key of a session, which is opened if need be; or how that is refused. */
  public TestingHttp.Answer call(
      String method, String path, String body, Map<String, String> more) {
    TestingHttp.Answer answer = callOnce(method, path, body, more);
    if (answer.status() == 401 && code(answer).equals("session-unknown")) {
      session = null;
      answer = callOnce(method, path, body, more);
    }
    return answer;
  }

  private TestingHttp.Answer callOnce(
      String method, String path, String body, Map<String, String> more) {
    if (session == null) {
      TestingHttp.Answer answer = open();
      if (answer.status() != 200) {
        return answer;
      }
    }
    Map<String, String> headers = new HashMap<>(more);
    headers.putAll(sign(method, path, body, http.authority()));
    headers.put("Content-Type", "application/json");
    return http.send(method, path, headers, HttpRequest.BodyPublishers.ofString(body));
  }

  /** Opens a session, the only one that it uses from then on. */
  public TestingHttp.Answer open() {
    String nonce = http.get("", "/edge/v1/session/nonce").json().path("nonce").asText();
    TrustedRoot trusted = trusted();
    ExchangeKey ours = ExchangeKey.create();
    SessionOffer offer =
        new SessionOffer(
            trusted.root().hub(),
            id,
            incarnation,
            nonce,
            ours.publicKey(),
            trusted.root().version());
    TestingHttp.Answer answer = open(offer);
    if (answer.status() == 200) {
      try {
        session = SignedSession.check(bytes(answer.body()), trusted, offer, ours);
      } catch (OrderRefusal e) {
        throw new IllegalStateException(e);
      }
    }
    return answer;
  }

  /** Sends an offer, whatever it says. */
  public TestingHttp.Answer open(SessionOffer offer) {
    String signature = base64(sign(new String(offer.signed(), StandardCharsets.UTF_8)));
    byte[] json = new SessionOffer.Signed(offer, signature).json();
    return http.post("", "/edge/v1/session", new String(json, StandardCharsets.UTF_8));
  }

  /** Headers of one request of the session. */
  public Map<String, String> sign(String method, String target, String body, String host) {
    return sign(method, target, body, host, ++number);
  }

  public Map<String, String> sign(
      String method, String target, String body, String host, long number) {
    ContentDigest digest = ContentDigest.of(bytes(body));
    RequestParts parts = new RequestParts(method, Authority.of(host, false), target, digest);
    SignatureInput input = new SignatureInput(session.session(), number);
    return Map.of(
        ContentDigest.HEADER,
        digest.header(),
        SignatureInput.HEADER,
        input.header(),
        RequestKey.HEADER,
        session.key().sign(parts, input));
  }

  /** From enrolment; one that is not enrolled asks for it. */
  public TrustedRoot trusted() {
    String envelope = root == null ? http.get("", "/edge/v1/root").body() : root;
    try {
      return TrustedRoot.pinned(Envelope.parse(bytes(envelope)));
    } catch (OrderRefusal e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number of its last request. */
  public long number() {
    return number;
  }

  private static String code(TestingHttp.Answer answer) {
    return answer.json().path("code").asText();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
