package dev.ionosphere.edge.hub;

import dev.ionosphere.edge.session.DeviceSession;
import dev.ionosphere.edge.session.Signing;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestParts;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device's requests to the hub, each signed with the key of its session. */
public final class Hub {

  private static final ContentDigest EMPTY = ContentDigest.of(new byte[0]);
  // Of 200 records, each with its reason.
  private static final int MOST_RECEIPT = 1 << 18;
  private static final String SESSION_UNKNOWN = "session-unknown";
  private static final String REPLAYED = "replayed";

  /** Reads the answer to a download. */
  interface Download {
    void read(int status, @Nullable String contentRange, InputStream body) throws IOException;
  }

  private final HubConnections connections;
  private final DeviceSession session;

  public Hub(HubConnections connections, DeviceSession session) {
    this.connections = connections;
    this.session = session;
  }

  /**
   * Hands records over. Only the hub's own answer counts: whatever else answers 200 on the way has
   * not taken them.
   */
  public TelemetryReceipt reports(byte[] json) throws IOException {
    HttpURLConnection connection = signed("POST", "/edge/v1/reports", json, null);
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK && !isJson(connection.getContentType())) {
      throw connections.refusal(connection, status);
    }
    return Json.read(connections.answer(connection, status, MOST_RECEIPT), TelemetryReceipt.class);
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
   * What the device is to run, as soon as that is not what it has.
   *
   * @param held what it has; empty: nothing yet
   * @param root version that it trusts
   * @param wait how long the hub may take for it, to a second
   * @return a signed order; empty if there was nothing new in that time
   */
  public Optional<byte[]> state(Optional<Telemetry.Held> held, long root, Duration wait)
      throws IOException {
    String have =
        held.map(order ->
                "have=%d.%d&order=%s&trusts=%s"
                    .formatted(order.epoch(), order.version(), order.digest(), order.rootDigest()))
            .orElse("have=0.0");
    HttpURLConnection connection =
        signed(
            "GET",
            "/edge/v1/state?%s&root=%d&wait=%d".formatted(have, root, wait.toSeconds()),
            null,
            null,
            wait);
    int status = connection.getResponseCode();
    return status == HttpURLConnection.HTTP_NOT_MODIFIED
        ? Optional.empty()
        : Optional.of(connections.answer(connection, status));
  }

  private byte[] get(String target) throws IOException {
    HttpURLConnection connection = signed("GET", target, null, null);
    return connections.answer(connection, connection.getResponseCode());
  }

  void blob(String hex, long from, Download download) throws IOException {
    HttpURLConnection connection =
        signed("GET", "/edge/v1/blobs/" + hex, null, from > 0 ? "bytes=" + from + "-" : null);
    int status = connection.getResponseCode();
    if (status != 200 && status != 206 && status != 416) {
      throw connections.refusal(connection, status);
    }
    try (InputStream body =
        status == 416 ? InputStream.nullInputStream() : connections.body(connection)) {
      download.read(status, connection.getHeaderField("Content-Range"), body);
    } finally {
      connection.disconnect();
    }
  }

  /**
   * Sends, and once more if the hub does not know the session, or has the request's number already:
   * a connection that broke was tried again below us.
   */
  private HttpURLConnection signed(
      String method, String target, byte @Nullable [] body, @Nullable String range)
      throws IOException {
    return signed(method, target, body, range, Duration.ZERO);
  }

  /**
   * @param wait how much longer than usual the answer may take
   */
  private HttpURLConnection signed(
      String method, String target, byte @Nullable [] body, @Nullable String range, Duration wait)
      throws IOException {
    RequestParts parts =
        new RequestParts(
            method, connections.authority(), target, body == null ? EMPTY : ContentDigest.of(body));
    for (int attempt = 1; ; attempt++) {
      Signing signing = session.current();
      HttpURLConnection connection = connections.open(method, target);
      signing.headers(parts).forEach(connection::setRequestProperty);
      HubConnections.lengthen(connection, wait);
      if (body != null) {
        // without a second copy; but then the words of a 401 are lost, its challenge is not
        connection.setFixedLengthStreamingMode(body.length);
      }
      if (range != null) {
        connection.setRequestProperty("Range", range);
      }
      int status = connections.send(connection, body);
      String challenge =
          status == HttpURLConnection.HTTP_UNAUTHORIZED ? HubConnections.challenge(connection) : "";
      if (challenge.equals(SESSION_UNKNOWN)) {
        session.lost(signing);
      }
      boolean again = challenge.equals(SESSION_UNKNOWN) || challenge.equals(REPLAYED);
      if (!again || attempt == 2) {
        return connection;
      }
      connection.disconnect();
    }
  }
}
