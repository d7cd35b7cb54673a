package dev.ionosphere.api;

import dev.ionosphere.api.json.Json;
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

/** A device with its own key. */
public final class TestingDevice {

  private final TestingHttp http;
  private final String id;
  private final KeyPair keys;
  private boolean beyond;

  public TestingDevice(TestingHttp http, String id) {
    this.http = http;
    this.id = id;
    try {
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Beyond the hub's own machine: it asks the hub for its orders. */
  public TestingDevice beyond() {
    beyond = true;
    return this;
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
    return http.send(
        "POST",
        "/api/v1/devices/enrol",
        headers,
        HttpRequest.BodyPublishers.ofString(Json.canonical(application)));
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

  public TestingHttp.Answer call(
      String method, String path, String body, Map<String, String> more) {
    return call(method, path, body, more, jws(method, path.split("\\?")[0], Instant.now()));
  }

  public TestingHttp.Answer call(
      String method, String path, String body, Map<String, String> more, String jws) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Authorization", "Device " + jws);
    headers.put("Content-Type", "application/json");
    return http.send(method, path, headers, HttpRequest.BodyPublishers.ofString(body));
  }

  public String jws(String method, String path, Instant issued) {
    String head = encode("{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.UTF_8));
    String claims =
        encode(
            Json.canonical(
                    Map.of(
                        "sub", id,
                        "aud", "ionosphere",
                        "iat", issued.getEpochSecond(),
                        "htm", method,
                        "htu", path))
                .getBytes(StandardCharsets.UTF_8));
    return head + "." + claims + "." + encode(sign(head + "." + claims));
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

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
