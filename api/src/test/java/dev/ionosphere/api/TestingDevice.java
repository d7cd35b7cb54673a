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
import java.util.Map;

/** A device with its own key. */
public final class TestingDevice {

  private final TestingHttp http;
  private final String id;
  private final KeyPair keys;

  public TestingDevice(TestingHttp http, String id) {
    this.http = http;
    this.id = id;
    try {
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public TestingHttp.Answer enrol(String token) {
    return http.post(
        "",
        "/api/v1/devices/enrol",
        Json.canonical(
            Map.of(
                "token",
                token,
                "device",
                id,
                "publicKey",
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                "architecture",
                "amd64",
                "memoryMb",
                512,
                "agentVersion",
                "0.1.0")));
  }

  public TestingDevice enrolled(String labels) {
    String token =
        http.post(
                "operator",
                "/api/v1/devices/tokens",
                "{\"device\":\"%s\",\"labels\":%s}".formatted(id, labels))
            .json()
            .path("token")
            .asText();
    TestingHttp.Answer answer = enrol(token);
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.body());
    }
    return this;
  }

  public TestingHttp.Answer call(
      String method, String path, String body, Map<String, String> more) {
    return call(method, path, body, more, jws(method, path, Instant.now()));
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
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
      return head + "." + claims + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
