package dev.ionosphere.edge.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the loopback for rows, from when a node asks for them. */
public final class PushServer {

  private static final Logger LOG = LoggerFactory.getLogger(PushServer.class);
  private static final String LONGEST_REQUEST_SECONDS = "30";
  private static final int WAITING = 16;
  private static final String MOST_CONNECTIONS = "512";

  private final Inboxes inboxes;
  private final Disk disk;
  private final Path data;
  private final int wanted;
  private volatile int port;

  /**
   * @param data the device's directory, for the token
   * @param port 0: any that is free
   */
  public PushServer(Inboxes inboxes, Disk disk, Path data, int port) {
    this.inboxes = inboxes;
    this.disk = disk;
    this.data = data;
    this.wanted = port;
  }

  /** Where it listens; 0 while it does not. */
  public int port() {
    return port;
  }

  /** Works until the thread is interrupted. */
  public void run() {
    try {
      inboxes.awaitOpen();
      serve();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("127.0.0.1:%d is not listened on".formatted(wanted), e);
    }
  }

  private void serve() throws IOException, InterruptedException {
    PushDesk desk = new PushDesk(inboxes, PushToken.openOrMake(disk, data));
    // Read once, when the server is made: who sends nothing holds a connection no longer than that.
    System.setProperty("sun.net.httpserver.maxReqTime", LONGEST_REQUEST_SECONDS);
    System.setProperty("sun.net.httpserver.maxRspTime", LONGEST_REQUEST_SECONDS);
    System.setProperty("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted);
    HttpServer server = HttpServer.create(address, WAITING);
    // One each: who has no token, and sends nothing, must not keep out who has one.
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      server.createContext("/", exchange -> answer(exchange, desk));
      server.setExecutor(workers);
      server.start();
      port = server.getAddress().getPort();
      LOG.info("rows are taken at http://127.0.0.1:{}/sources/<ion>/<node>", port);
      new CountDownLatch(1).await();
    } finally {
      port = 0;
      server.stop(0);
      workers.shutdownNow();
    }
  }

  private static void answer(HttpExchange exchange, PushDesk desk) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      // Of one that is there twice none is believed.
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name, String.join(", ", values)));
      PushAnswer answer =
          desk.answer(
              new PushRequest(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  headers,
                  exchange.getRequestBody()));
      byte[] body = Json.write(answer.body());
      exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (RuntimeException e) {
      LOG.warn("a request is given up", e);
      throw e;
    }
  }
}
