package dev.ionosphere.edge.hub;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.edge.identity.DeviceTokens;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.identity.EnrolmentProof;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.UntrustedServerException;
import dev.ionosphere.models.device.TelemetryReceipt;
import dev.ionosphere.models.order.Assignment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The device's requests to the hub. HttpURLConnection on purpose: java.net.http costs 25 MB of
 * memory. Every call takes at most 30 s without a byte.
 */
public final class Hub {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 30_000;
  private static final int MOST_ANSWER = 1 << 20;

  /**
   * Body of an enrolment.
   *
   * @param token of a person; or
   * @param proof that the device is enrolled already
   * @param feeds ways on which the agent can take orders
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EnrolRequest(
      @Nullable String token,
      @Nullable EnrolmentProof proof,
      String device,
      String publicKey,
      String architecture,
      long memoryMb,
      String agentVersion,
      List<String> feeds) {}

  /** What the hub says when it refuses, as far as a device tells it on. */
  private record Problem(@Nullable String detail) {}

  /** Reads the answer to a download. */
  interface Download {
    void read(int status, @Nullable String contentRange, InputStream body) throws IOException;
  }

  private final URI address;
  private final DeviceTokens tokens;
  private final HubLink link;
  // TLS costs memory; a device that calls a plain address does without.
  private final Optional<SSLSocketFactory> sockets;

  /**
   * @param trust of the hub's certificate, if the address is https
   */
  public Hub(URI address, ServerTrust trust, DeviceTokens tokens, HubLink link) {
    String text = address.toString();
    this.address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.tokens = tokens;
    this.link = link;
    this.sockets =
        "https".equals(address.getScheme())
            ? Optional.of(trust.context().getSocketFactory())
            : Optional.empty();
  }

  public Enrolment enrol(EnrolRequest request) throws IOException {
    HttpURLConnection connection = open("POST", "/api/v1/devices/enrol");
    int status = send(connection, Json.write(request));
    if (status / 100 != 2) {
      tokens.correct(Instant.ofEpochMilli(connection.getHeaderFieldDate("Date", now())));
      throw refusal(connection, status);
    }
    return Json.read(body(connection.getInputStream()), Enrolment.class);
  }

  /** The hub's time, as far as it is known. */
  public Instant time() {
    return tokens.now();
  }

  private long now() {
    return tokens.now().toEpochMilli();
  }

  /**
   * Hands records over. Only the hub's own answer counts: whatever else answers 200 on the way has
   * not taken them.
   */
  public TelemetryReceipt reports(byte[] json) throws IOException {
    HttpURLConnection connection = authenticated("POST", "/edge/v1/reports", json, null);
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK || !isJson(connection.getContentType())) {
      throw refusal(connection, status);
    }
    return Json.read(body(connection.getInputStream()), TelemetryReceipt.class);
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null && contentType.startsWith("application/json");
  }

  /** The hub's time, signed in answer to the nonce. */
  public byte[] time(String nonce) throws IOException {
    return get("/edge/v1/time?nonce=" + nonce);
  }

  /** What the device is to run now: a signed order. */
  public byte[] state() throws IOException {
    return get("/edge/v1/state");
  }

  /**
   * What the device has of its orders.
   *
   * @param version of the assignment that it holds
   * @param root version that it trusts; 0: none yet
   */
  public record Have(Optional<Assignment.Version> version, long root) {}

  /**
   * What the device is to run, as soon as that is not what it has.
   *
   * @param wait how long the hub may take for it, to a second
   * @return a signed order; empty if there was nothing new in that time
   */
  public Optional<byte[]> state(Have have, Duration wait) throws IOException {
    String version = have.version().map(v -> v.epoch() + "." + v.number()).orElse("0.0");
    HttpURLConnection connection =
        authenticated(
            "GET",
            "/edge/v1/state?have=%s&root=%d&wait=%d"
                .formatted(version, have.root(), wait.toSeconds()),
            null,
            null,
            wait);
    return switch (connection.getResponseCode()) {
      case HttpURLConnection.HTTP_OK -> Optional.of(body(connection.getInputStream()));
      case HttpURLConnection.HTTP_NOT_MODIFIED -> Optional.empty();
      default -> throw refusal(connection, connection.getResponseCode());
    };
  }

  /** The first root of trust. */
  public byte[] root() throws IOException {
    return get("/edge/v1/root");
  }

  private byte[] get(String path) throws IOException {
    HttpURLConnection connection = authenticated("GET", path, null, null);
    int status = connection.getResponseCode();
    if (status != 200) {
      throw refusal(connection, status);
    }
    return body(connection.getInputStream());
  }

  void blob(String hex, long from, Download download) throws IOException {
    HttpURLConnection connection =
        authenticated(
            "GET", "/edge/v1/blobs/" + hex, null, from > 0 ? "bytes=" + from + "-" : null);
    int status = connection.getResponseCode();
    if (status != 200 && status != 206 && status != 416) {
      throw refusal(connection, status);
    }
    try (InputStream body =
        status == 416 ? InputStream.nullInputStream() : connection.getInputStream()) {
      download.read(status, connection.getHeaderField("Content-Range"), body);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection authenticated(
      String method, String path, byte @Nullable [] body, @Nullable String range)
      throws IOException {
    return authenticated(method, path, body, range, Duration.ZERO);
  }

  /**
   * @param wait how much longer than usual the answer may take
   */
  private HttpURLConnection authenticated(
      String method, String path, byte @Nullable [] body, @Nullable String range, Duration wait)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      HttpURLConnection connection = open(method, path);
      connection.setReadTimeout(READ_MILLIS + (int) wait.toMillis());
      connection.setRequestProperty("Authorization", tokens.authorization(method, pathOnly(path)));
      if (body != null) {
        // without a second copy; but then the words of a 401 are lost
        connection.setFixedLengthStreamingMode(body.length);
      }
      if (range != null) {
        connection.setRequestProperty("Range", range);
      }
      int status = send(connection, body);
      long date = connection.getHeaderFieldDate("Date", 0);
      if (date > 0) {
        link.saysTime(Instant.ofEpochMilli(date));
      }
      boolean again =
          status == 401 && attempt == 1 && date > 0 && tokens.correct(Instant.ofEpochMilli(date));
      if (!again) {
        return connection;
      }
    }
  }

  /** A token is for a path, whatever is asked there. */
  private static String pathOnly(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(address + path).toURL().openConnection();
    if (connection instanceof HttpsURLConnection secured) {
      sockets.ifPresent(secured::setSSLSocketFactory);
    }
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    return connection;
  }

  /** Sends and answers the status; whether that worked is what the link knows of the hub. */
  private int send(HttpURLConnection connection, byte @Nullable [] body) throws IOException {
    try {
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      int status = connection.getResponseCode();
      if (status >= 500) {
        link.lost();
      } else {
        link.seen();
      }
      return status;
    } catch (IOException e) {
      link.lost();
      throw UntrustedServerException.sentence(e)
          .map(sentence -> new IOException(sentence, e))
          .orElse(e);
    }
  }

  /** Seconds; a date is of no use to a device whose clock may be wrong. */
  private static Optional<Duration> retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
        : Optional.empty();
  }

  private static HubRefusal refusal(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream error =
        status < 400 ? connection.getInputStream() : connection.getErrorStream();
    String detail = error == null ? "" : reason(body(error), connection.getContentType());
    String request = connection.getRequestMethod() + " " + connection.getURL().getPath();
    return new HubRefusal(
        request,
        status,
        connection.getContentType(),
        retryAfter(connection.getHeaderField("Retry-After")),
        detail.substring(0, Math.min(500, detail.length())));
  }

  /** The detail of a problem; whatever else answers is shown as it is. */
  private static String reason(byte[] body, @Nullable String contentType) {
    if (contentType != null && contentType.startsWith("application/problem+json")) {
      try {
        @Nullable String detail = Json.read(body, Problem.class).detail();
        return detail == null ? "" : detail;
      } catch (IOException e) {
        // Shown as it is.
      }
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static byte[] body(InputStream stream) throws IOException {
    try (stream) {
      return stream.readNBytes(MOST_ANSWER);
    }
  }
}
