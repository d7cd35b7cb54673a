package dev.ionosphere.activities.notice;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks. */
final class TestingReceiver implements AutoCloseable {
  final List<Headers> headers = new CopyOnWriteArrayList<>();
  final List<String> paths = new CopyOnWriteArrayList<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  volatile int status = 200;
  volatile String says = "no_team\nsecond line";
  private final HttpServer server;

  TestingReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            paths.add(exchange.getRequestURI().getPath());
            headers.add(exchange.getRequestHeaders());
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] said = says.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
          }
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
