package dev.ionosphere.edge.hub;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hub, or something before it, answered, and the answer was no. */
public final class HubRefusal extends IOException {

  private static final long serialVersionUID = 1L;

  private static final Set<Integer> FINAL = Set.of(400, 413, 422);

  private final int status;
  private final boolean problem;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param contentType of the answer, if it has one
   */
  HubRefusal(
      String request,
      int status,
      @Nullable String contentType,
      Optional<Duration> retryAfter,
      String detail) {
    this(
        "%s: hub answered %d%s"
            .formatted(request, status, detail.isBlank() ? "" : ": " + detail.strip()),
        status,
        contentType != null && contentType.startsWith("application/problem+json"),
        retryAfter);
  }

  private HubRefusal(String message, int status, boolean problem, Optional<Duration> retryAfter) {
    super(message);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /**
   * What the refusal of a session is for the request that needed it: that one was not sent, so
   * nothing is said of what it brings or asks for.
   */
  HubRefusal ofSession() {
    return new HubRefusal(
        String.valueOf(getMessage()), HttpURLConnection.HTTP_UNAUTHORIZED, false, retryAfter);
  }

  /**
   * Whether the same request can never succeed, whoever waits how long. Only the hub itself can say
   * so, as a problem: what a proxy on the way says of a path passes with its configuration.
   */
  public boolean isFinal() {
    return problem && FINAL.contains(status);
  }

  /** Whether fewer bytes may succeed, also past a proxy that takes less than the hub. */
  public boolean isTooLarge() {
    return status == 413;
  }

  /** How long the hub asks to be left alone, if it does. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public int status() {
    return status;
  }
}
