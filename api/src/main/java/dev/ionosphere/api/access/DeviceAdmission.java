package dev.ionosphere.api.access;

import dev.ionosphere.api.access.DeviceCredentials.Standing;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.ProblemResponses;
import dev.ionosphere.api.proxy.TrustedProxies;
import dev.ionosphere.api.ratelimit.RateLimiter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a device in, with a signed request or to ask for a session. */
@Singleton
final class DeviceAdmission {

  static final String DEVICE = "ionosphere.device";

  /** Of a device: one with a full spool brings 64 deliveries, and fetches a model meanwhile. */
  private static final int REQUESTS_A_SECOND = 10;

  private static final int REQUESTS_AT_ONCE = 200;

  /** In seconds: half of what a device may do at once is there again then. */
  private static final String RETRY_AFTER = "10";

  /** Of an address that asks for sessions: a whole fleet may come from one, after an outage. */
  private static final int KNOCKS_A_SECOND = 200;

  private static final int KNOCKS_AT_ONCE = 1_000;

  private final DeviceCredentials devices;
  private final TrustedProxies proxies;
  private final RateLimiter requests;
  private final RateLimiter knocks;

  DeviceAdmission(DeviceCredentials devices, TrustedProxies proxies, Clock clock) {
    this.devices = devices;
    this.proxies = proxies;
    this.requests =
        new RateLimiter(REQUESTS_AT_ONCE, REQUESTS_A_SECOND, Duration.ofSeconds(1), clock);
    this.knocks = new RateLimiter(KNOCKS_AT_ONCE, KNOCKS_A_SECOND, Duration.ofSeconds(1), clock);
  }

  /** Null: it may go on, as the device that it proved to be. */
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) throws IOException {
    return switch (devices.verify(request)) {
      case Standing.InService known -> admit(request, known.device());
      case Standing.Revoked gone ->
          ProblemResponses.of(request, ErrorCode.DEVICE_REVOKED, gone.detail(), List.of());
      case Standing.Refused refused ->
          ProblemResponses.of(request, refused.code(), refused.detail(), List.of());
    };
  }

  private @Nullable HttpResponse<?> admit(HttpRequest<?> request, DeviceRequester device) {
    if (!requests.admit(device.device())) {
      return tooMany(
          request,
          "device %s: more than %d requests a second, slow down"
              .formatted(device.device(), REQUESTS_A_SECOND));
    }
    request.setAttribute(DEVICE, device);
    return null;
  }

  /** Null: it may go on, as nobody that is known. */
  @Nullable HttpResponse<?> admitBeforeSession(HttpRequest<?> request) {
    String address = proxies.address(request);
    return knocks.admit(address)
        ? null
        : tooMany(
            request,
            "address %s: devices ask for more than %d sessions a second, slow down"
                .formatted(address, KNOCKS_A_SECOND));
  }

  private static HttpResponse<?> tooMany(HttpRequest<?> request, String detail) {
    return ProblemResponses.of(request, ErrorCode.TOO_MANY, detail, List.of())
        .header("Retry-After", RETRY_AFTER);
  }
}
