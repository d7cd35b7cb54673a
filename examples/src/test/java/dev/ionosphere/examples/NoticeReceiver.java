package dev.ionosphere.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of webhooks as docs/how-to/notices.md says, which is busy at first. */
final class NoticeReceiver implements AutoCloseable {

  /** A request whose signature is good. */
  record Received(String delivery, String body, int answered) {}

  private static final Duration OLDEST = Duration.ofMinutes(5);

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<String> forged = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final byte[] key;
  private final int busy;

  /**
   * @param busy so many requests are answered with 503 first
   */
  NoticeReceiver(String key, int busy) throws IOException {
    this.key = key.getBytes(StandardCharsets.UTF_8);
    this.busy = busy;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String signature = exchange.getRequestHeaders().getFirst("Ionosphere-Signature");
      if (!isGood(signature, body)) {
        forged.add(String.valueOf(signature));
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      int status = received.size() < busy ? 503 : 204;
      received.add(
          new Received(
              exchange.getRequestHeaders().getFirst("Ionosphere-Delivery"),
              new String(body, StandardCharsets.UTF_8),
              status));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private boolean isGood(String signature, byte[] body) {
    if (signature == null || !signature.matches("t=\\d+,v1=[0-9a-f]{64}")) {
      return false;
    }
    String seconds = signature.substring(2, signature.indexOf(','));
    Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      byte[] wanted = mac.doFinal(body);
      byte[] got = HexFormat.of().parseHex(signature.substring(signature.indexOf("v1=") + 3));
      return MessageDigest.isEqual(wanted, got)
          && Duration.between(sent, Instant.now()).abs().compareTo(OLDEST) < 0;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  List<String> forged() {
    return List.copyOf(forged);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
