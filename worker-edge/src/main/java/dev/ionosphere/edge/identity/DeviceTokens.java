package dev.ionosphere.edge.identity;

import dev.ionosphere.edge.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the token of one request: a compact JWS, bound to method and path. A device whose clock is
 * wrong learns by how much from the hub's Date header; its own clock is not touched.
 */
public final class DeviceTokens {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER =
      BASE64.encodeToString("{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.US_ASCII));

  private final String device;
  private final DeviceKey key;
  private final Clock clock;
  private volatile Duration skew = Duration.ZERO;

  public DeviceTokens(String device, DeviceKey key, Clock clock) {
    this.device = device;
    this.key = key;
    this.clock = clock;
  }

  /** Value of the Authorization header. */
  public String authorization(String method, String path) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", device);
    claims.put("aud", "ionosphere");
    claims.put("iat", now().getEpochSecond());
    claims.put("htm", method);
    claims.put("htu", path);
    String signed = HEADER + "." + BASE64.encodeToString(Json.write(claims));
    byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
    return "Device " + signed + "." + BASE64.encodeToString(signature);
  }

  /** The hub's time, as far as it is known. */
  public Instant now() {
    return clock.instant().plus(skew);
  }

  /** Takes the hub's time. Answers whether that changes the next token enough to try again. */
  public boolean correct(Instant hubTime) {
    Duration now = Duration.between(clock.instant(), hubTime);
    boolean matters = now.minus(skew).abs().compareTo(Duration.ofSeconds(60)) > 0;
    skew = now;
    return matters;
  }
}
