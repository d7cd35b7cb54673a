package dev.ionosphere.api.devicesession;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.proxy.TrustedProxies;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.request.Authority;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestParts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;

/** What of a request is signed, as it came to this hub. */
@Singleton
final class ReceivedRequests {

  private static final int BUFFER = 1 << 13;

  private final TrustedProxies proxies;

  ReceivedRequests(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * All of it but the body, which is not looked at.
   *
   * @throws ModelFormatException naming what is missing, doubled or no part of a signed request
   */
  RequestParts parts(HttpRequest<?> request) {
    return new RequestParts(
        request.getMethodName(),
        Authority.of(one("Host", proxies.hosts(request)), proxies.isSecure(request)),
        target(request),
        new ContentDigest(one(request, ContentDigest.HEADER)));
  }

  static String one(HttpRequest<?> request, String header) {
    return one(header, request.getHeaders().getAll(header));
  }

  private static String one(String header, List<String> values) {
    if (values.size() != 1) {
      throw new ModelFormatException(header, values.size() + " of them", "one header");
    }
    return values.getFirst();
  }

  /** As it came, byte by byte: what routes see is decoded. */
  private static String target(HttpRequest<?> request) {
    if (request instanceof NettyHttpRequest<?> came) {
      return came.getNativeRequest().uri();
    }
    throw new IllegalStateException("a request of " + request.getClass() + " has no first line");
  }

  /** Of the body. It is still there afterwards, for who reads it. */
  static ContentDigest digest(HttpRequest<?> request) throws IOException {
    if (!(request instanceof ServerHttpRequest<?> came)) {
      throw new IllegalStateException("a request of " + request.getClass() + " has no bytes");
    }
    MessageDigest digest = Sha256.start();
    try (CloseableByteBody body = came.byteBody().split(SplitBackpressureMode.FASTEST);
        InputStream bytes = body.toInputStream()) {
      byte[] buffer = new byte[BUFFER];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return ContentDigest.ofHash(digest.digest());
  }
}
