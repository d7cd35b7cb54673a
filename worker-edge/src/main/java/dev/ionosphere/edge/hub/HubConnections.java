package dev.ionosphere.edge.hub;

import dev.ionosphere.edge.store.Json;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.UntrustedServerException;
import dev.ionosphere.models.request.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the hub. HttpURLConnection on purpose: java.net.http costs 25 MB of memory. Every
 * call takes at most 30 s without a byte.
 */
public final class HubConnections {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 30_000;
  private static final int MOST_ANSWER = 1 << 20;
  private static final int MOST_DETAIL = 500;
  private static final Pattern CHALLENGE = Pattern.compile("Signature .*error=\"([a-z-]{1,40})\"");

  /** What the hub says when it refuses, as far as a device tells it on. */
  private record Problem(@Nullable String detail) {}

  private final URI address;
  private final HubLink link;
  // TLS costs memory; a device that calls a plain address does without.
  private final Optional<SSLSocketFactory> sockets;

  /**
   * @param trust of the hub's certificate, if the address is https
   */
  public HubConnections(URI address, ServerTrust trust, HubLink link) {
    String text = address.toString();
    this.address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.link = link;
    this.sockets =
        "https".equals(address.getScheme())
            ? Optional.of(trust.context().getSocketFactory())
            : Optional.empty();
  }

  HttpURLConnection open(String method, String target) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(address + target).toURL().openConnection();
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

  /** Lets the answer take so much longer than usual. */
  static void lengthen(HttpURLConnection connection, Duration wait) {
    connection.setReadTimeout(READ_MILLIS + Math.toIntExact(wait.toMillis()));
  }

  /** The host that the connection asks for, as it is signed. */
  Authority authority() {
    boolean secure = sockets.isPresent();
    int port = address.getPort();
    return Authority.of(port < 0 ? address.getHost() : address.getHost() + ":" + port, secure);
  }

  /** Sends and answers the status; whether that worked is what the link knows of the hub. */
  int send(HttpURLConnection connection, byte @Nullable [] body) throws IOException {
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
      long date = connection.getHeaderFieldDate("Date", 0);
      if (date > 0) {
        link.saysTime(Instant.ofEpochMilli(date));
      }
      return status;
    } catch (IOException e) {
      link.lost();
      throw UntrustedServerException.sentence(e)
          .map(sentence -> new IOException(sentence, e))
          .orElse(e);
    }
  }

  /** The answer, if it is the hub's own and says yes. */
  static byte[] answer(HttpURLConnection connection, int status) throws IOException {
    if (status != HttpURLConnection.HTTP_OK) {
      throw refusal(connection, status);
    }
    return body(connection.getInputStream());
  }

  /** Why the hub refuses a signature or a session; empty if it is for something else. */
  static String challenge(HttpURLConnection connection) {
    @Nullable String said = connection.getHeaderField("WWW-Authenticate");
    Matcher challenge = CHALLENGE.matcher(said == null ? "" : said);
    return challenge.matches() ? challenge.group(1) : "";
  }

  static HubRefusal refusal(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream error =
        status < 400 ? connection.getInputStream() : connection.getErrorStream();
    String detail =
        error == null ? challenge(connection) : reason(body(error), connection.getContentType());
    String request = connection.getRequestMethod() + " " + connection.getURL().getPath();
    return new HubRefusal(
        request,
        status,
        connection.getContentType(),
        retryAfter(connection.getHeaderField("Retry-After")),
        detail.substring(0, Math.min(MOST_DETAIL, detail.length())));
  }

  /** Seconds; a date is of no use to a device whose clock may be wrong. */
  private static Optional<Duration> retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
        : Optional.empty();
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
