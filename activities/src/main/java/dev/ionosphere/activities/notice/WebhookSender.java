package dev.ionosphere.activities.notice;

import dev.ionosphere.links.secret.SecretValue;
import dev.ionosphere.links.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts notices.
 *
 * <p>{@code Ionosphere-Signature: t=<seconds>,v1=<hex>} is HMAC-SHA256 over the seconds, a dot and
 * the body; a receiver refuses old times, so that nobody can send a notice again.
 */
final class WebhookSender {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int REASON_BYTES = 200;

  private final Secrets secrets;
  private final Clock clock;

  /** How long a receiver may take to begin its answer, and again to say why it refuses. */
  private final Duration patience;

  private final HttpClient http =
      HttpClient.newBuilder()
          // Without TLS it would ask each receiver to change to HTTP/2, and some refuse that.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          // It would lead to an address that was not checked.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  WebhookSender(Secrets secrets, Clock clock) {
    this(secrets, clock, ANSWER);
  }

  WebhookSender(Secrets secrets, Clock clock, Duration patience) {
    this.secrets = secrets;
    this.clock = clock;
    this.patience = patience;
  }

  NoticeResult send(NoticeTarget.Webhook target, Notice notice) {
    byte[] body = NoticeBody.of(notice, target.format());
    Optional<SecretValue> secret = target.secret().map(secrets::resolve);
    URI url =
        target.isSecret()
            ? target.resolved(secret.map(SecretValue::reveal).orElse(""))
            : target.shown();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Ionosphere-Delivery", notice.delivery())
            .POST(BodyPublishers.ofByteArray(body));
    if (!target.isSecret()) {
      secret.ifPresent(key -> request.header("Ionosphere-Signature", signature(key.bytes(), body)));
    }
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream content = response.body()) {
        // An answer may repeat the address, and that holds the secret.
        boolean silent = target.isSecret() || isDelivered(response.statusCode());
        return result(url, response.statusCode(), silent ? "" : said(content));
      }
    } catch (IOException away) {
      return new NoticeResult.Unreachable(
          "webhook of %s does not answer: %s"
              .formatted(url.getHost(), away.getClass().getSimpleName()));
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      return new NoticeResult.Unreachable("the worker shuts down");
    }
  }

  private String signature(byte[] key, byte[] body) {
    long seconds = clock.instant().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static NoticeResult result(URI url, int status, String said) {
    if (isDelivered(status)) {
      return new NoticeResult.Delivered();
    }
    String reason =
        "webhook of %s answered %d%s"
            .formatted(url.getHost(), status, said.isBlank() ? "" : ": " + said);
    boolean again = status >= 500 || status == 408 || status == 429;
    return again ? new NoticeResult.Unreachable(reason) : new NoticeResult.Refused(reason);
  }

  private static boolean isDelivered(int status) {
    return status >= 200 && status < 300;
  }

  /** The first line of an answer, or nothing if it cannot be had in time. */
  private String said(InputStream content) {
    // Nothing else ends a read of an answer that has begun and does not go on.
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> close(content),
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return new String(content.readNBytes(REASON_BYTES), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    } catch (IOException brokenOff) {
      return "";
    } finally {
      end.cancel(false);
    }
  }

  private static void close(InputStream content) {
    try {
      content.close();
    } catch (IOException closed) {
      // Nobody reads on.
    }
  }
}
