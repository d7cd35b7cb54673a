package dev.ionosphere.edge.testing;

import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Temporal server that can be killed and started again: the real one from ION_TEMPORAL or PATH,
 * else the SDK's test server, which forgets.
 */
public final class TestingTemporal implements AutoCloseable {

  private final Path directory;
  private final int port;
  private final Optional<Path> binary = binary();
  private AutoCloseable running = () -> {};

  public TestingTemporal(Path directory) throws IOException {
    this.directory = directory;
    this.port = freePort();
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public boolean isReal() {
    return binary.isPresent();
  }

  public void start() throws IOException {
    if (binary.isEmpty()) {
      running = TestServer.createPortBoundServer(port);
      return;
    }
    Process process =
        new ProcessBuilder(
                binary.get().toString(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--db-filename",
                directory.resolve("temporal.db").toString(),
                "--log-level",
                "error")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("temporal.log").toFile())
            .start();
    running =
        () -> {
          process.destroyForcibly();
          process.waitFor(10, TimeUnit.SECONDS);
        };
  }

  /** As kill -9 would. */
  public void kill() throws Exception {
    running.close();
    running = () -> {};
  }

  @Override
  public void close() throws Exception {
    kill();
  }

  private static Optional<Path> binary() {
    String named = System.getProperty("ion.temporal", System.getenv("ION_TEMPORAL"));
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(":")).map(p -> Path.of(p, "temporal"));
    return Stream.concat(Stream.ofNullable(named).map(Path::of), onPath)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
