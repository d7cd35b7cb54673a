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
 * call takes at most 30 s without a byte, a minute until its answer begins, and then as long as
 * {@link AnswerBody} says.
 */
public final class HubConnections {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int MOST_ANSWER = 1 << 20;
  private static final int MOST_PROBLEM = 1 << 16;
  private static final int MOST_DETAIL = 500;
  private static final Pattern CHALLENGE = Pattern.compile("Signature .*error=\"([a-z-]{1,40})\"");

  /** What the hub says when it refuses, as far as a device tells it on. */
  private record Problem(@Nullable String detail) {}

  /**
   * How long the hub may take.
   *
   * @param silence without a byte
   * @param answer until an answer begins, and until its bytes are looked at
   * @param bytesASecond that are to come or be taken at least, on the way to both
   */
  record Patience(Duration silence, Duration answer, long bytesASecond) {

    static final Patience USUAL =
        new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60), 1_024);

    /** How long so many bytes may take. */
    Duration of(long bytes) {
      return answer.plusSeconds(bytes / bytesASecond);
    }
  }

  private final URI address;
  private final HubLink link;
  private final Patience patience;
  private final CallDeadline deadline = new CallDeadline();
  // TLS costs memory; a device that calls a plain address does without.
  private final Optional<SSLSocketFactory> sockets;

  /**
   * @param trust of the hub's certificate, if the address is https
   */
  public HubConnections(URI address, ServerTrust trust, HubLink link) {
    this(address, trust, link, Patience.USUAL);
  }

  HubConnections(URI address, ServerTrust trust, HubLink link, Patience patience) {
    String text = address.toString();
    this.address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.link = link;
    this.patience = patience;
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
    connection.setReadTimeout(Math.toIntExact(patience.silence().toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    return connection;
  }

  /** Lets the answer take so much longer than usual. */
  static void lengthen(HttpURLConnection connection, Duration wait) {
    connection.setReadTimeout(connection.getReadTimeout() + Math.toIntExact(wait.toMillis()));
  }

  /** The host that the connection asks for, as it is signed. */
  Authority authority() {
    boolean secure = sockets.isPresent();
    int port = address.getPort();
    return Authority.of(port < 0 ? address.getHost() : address.getHost() + ":" + port, secure);
  }

  /** Sends and answers the status; whether that worked is what the link knows of the hub. */
  int send(HttpURLConnection connection, byte @Nullable [] body) throws IOException {
    try (CallDeadline.Call call = deadline.start(connection, longest(connection, body))) {
      try {
        return exchange(connection, body, call);
      } catch (IOException | RuntimeException e) {
        // A connection that is ended while it writes fails in ways of its own.
        call.check();
        throw e;
      }
    } catch (IOException e) {
      link.lost();
      throw UntrustedServerException.sentence(e)
          .map(sentence -> new IOException(sentence, e))
          .orElse(e);
    }
  }

  /** Until the answer begins, what it is asked to wait for and what it takes to send in it. */
  private Duration longest(HttpURLConnection connection, byte @Nullable [] body) {
    return patience
        .of(body == null ? 0 : body.length)
        .plusMillis(connection.getReadTimeout())
        .minus(patience.silence());
  }

  private int exchange(HttpURLConnection connection, byte @Nullable [] body, CallDeadline.Call call)
      throws IOException {
    if (body != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status = connection.getResponseCode();
    call.check();
    if (status < 0) {
      throw new IOException(
          "%s %s: what answers speaks no HTTP"
              .formatted(connection.getRequestMethod(), connection.getURL().getPath()));
    }
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
  }

  /** The answer, if it is the hub's own and says yes. */
  byte[] answer(HttpURLConnection connection, int status) throws IOException {
    return answer(connection, status, MOST_ANSWER);
  }

  /**
   * @param most bytes of it
   */
  byte[] answer(HttpURLConnection connection, int status, int most) throws IOException {
    if (status != HttpURLConnection.HTTP_OK) {
      throw refusal(connection, status);
    }
    try (AnswerBody body = body(connection)) {
      return body.whole(most);
    }
  }

  /** What comes, as it was made and in time. */
  AnswerBody body(HttpURLConnection connection) throws IOException {
    return AnswerBody.of(connection, patience);
  }

  /** Why the hub refuses a signature or a session; empty if it is for something else. */
  static String challenge(HttpURLConnection connection) {
    @Nullable String said = connection.getHeaderField("WWW-Authenticate");
    Matcher challenge = CHALLENGE.matcher(said == null ? "" : said);
    return challenge.matches() ? challenge.group(1) : "";
  }

  HubRefusal refusal(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream error =
        status < 400 ? connection.getInputStream() : connection.getErrorStream();
    String detail =
        error == null || !AnswerBody.encoding(connection).isEmpty()
            ? challenge(connection)
            : reason(problem(error), connection.getContentType());
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

  private byte[] problem(InputStream error) throws IOException {
    try (InputStream body = new AnswerBody(error, "problem", patience)) {
      return body.readNBytes(MOST_PROBLEM);
    }
  }
}
