package dev.ionosphere.edge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ionosphere.links.tls.ServerTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody answers who only claims to be the hub. Each is an error with a name, within bounds
 * of time and memory, and the next honest answer is taken.
 */
@Timeout(60)
class HostileAnswersTest {

  private static final HubConnections.Patience SHORT =
      new HubConnections.Patience(Duration.ofSeconds(2), Duration.ofSeconds(3), Long.MAX_VALUE);
  private static final String HONEST = "{\"root\":1}";

  private ServerSocket server;
  private HubDoor door;
  private volatile Answer answer;

  /** What it does with a connection. */
  @FunctionalInterface
  interface Answer {
    void to(Socket device) throws IOException;
  }

  /** What the device asks. */
  @FunctionalInterface
  interface Question {
    byte[] ask(HubDoor hub) throws IOException;
  }

  private static Arguments attack(String name, String said, Answer answer) {
    return attack(name, said, HubDoor::root, answer);
  }

  private static Arguments attack(String name, String said, Question question, Answer answer) {
    return Arguments.of(name, said, question, answer);
  }

  static Stream<Arguments> attacks() throws IOException {
    byte[] bomb = zipped(64 << 20);
    return Stream.of(
        attack(
            "an answer without end",
            "GET /edge/v1/root: the answer is longer than 1048576 bytes",
            device -> {
              write(device, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
              forEver(() -> write(device, chunk));
            }),
        attack(
            "an answer of a terabyte, as it says",
            "longer than 1048576 bytes",
            device -> {
              write(device, "HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n");
              forEver(() -> write(device, " ".repeat(0x10000)));
            }),
        attack(
            "a bomb of gzip",
            "GET /edge/v1/root: the answer is encoded as 'gzip', allowed is none",
            device -> {
              write(
                  device,
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                      .formatted(bomb.length));
              device.getOutputStream().write(bomb);
            }),
        attack(
            "a problem in gzip",
            "hub answered 500",
            device -> {
              write(
                  device,
                  "HTTP/1.1 500 No\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                      .formatted(bomb.length));
              device.getOutputStream().write(bomb);
            }),
        attack(
            "a truncated answer",
            "EOF",
            device -> write(device, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"root\"")),
        attack(
            "headers, a byte now and then",
            "GET /edge/v1/root: no whole answer in 3 s",
            device -> {
              write(device, "HTTP/1.1 200 OK\r\nX-Slow: ");
              forEver(() -> slowly(device));
            }),
        attack(
            "a body, a byte now and then",
            "GET /edge/v1/root: the answer comes too slowly",
            device -> {
              write(device, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
              forEver(() -> slowly(device));
            }),
        attack("silence", "timed out", device -> forEver(HostileAnswersTest::shortly)),
        attack(
            "a body that nobody takes",
            "POST /edge/v1/session: no whole answer in",
            hub -> hub.open(new byte[16 << 20]),
            HostileAnswersTest::takesNothing),
        attack(
            "headers without end",
            "Header size too big",
            device -> {
              write(device, "HTTP/1.1 200 OK\r\n");
              forEver(() -> write(device, "X-More: " + "a".repeat(1_000) + "\r\n"));
            }),
        attack(
            "a promise to go on, for ever",
            "no whole answer",
            device ->
                forEver(() -> {
                  write(device, "HTTP/1.1 100 Continue\r\n\r\n");
                  shortly();
                })),
        attack(
            "a problem without end",
            "hub answered 503",
            device -> {
              write(
                  device,
                  "HTTP/1.1 503 No\r\nContent-Type: application/problem+json\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\n");
              forEver(() -> write(device, "10000\r\n" + "a".repeat(0x10000) + "\r\n"));
            }),
        attack(
            "another protocol",
            "GET /edge/v1/root: what answers speaks no HTTP",
            device -> write(device, "SSH-2.0-OpenSSH_9.9\r\n\r\n")),
        attack(
            "the way to somebody else",
            "hub answered 302",
            device ->
                write(
                    device,
                    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")));
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread unused = Thread.ofVirtual().start(this::accept);
    HubLink link = new HubLink();
    door =
        new HubDoor(
            new HubConnections(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                ServerTrust.system(""),
                link,
                SHORT),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void isAnErrorWithAName(String name, String said, Question question, Answer hostile)
      throws IOException {
    answer =
        device -> {
          request(device);
          hostile.to(device);
        };
    if (said.startsWith("POST")) {
      answer = hostile;
    }
    long began = System.nanoTime();
    Throwable refused = catchThrowable(() -> question.ask(door));
    assertThat(refused).isInstanceOf(IOException.class).hasMessageContaining(said);
    assertThat(refused.getMessage()).hasSizeLessThan(700);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));

    answer =
        device -> {
          request(device);
          write(
              device,
              "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                  .formatted(HONEST.length(), HONEST));
        };
    assertThat(door.root()).asString(StandardCharsets.UTF_8).isEqualTo(HONEST);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket device = server.accept();
        Answer now = answer;
        Thread unused = Thread.ofVirtual().start(() -> serve(device, now));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Socket device, Answer now) {
    try (device) {
      now.to(device);
    } catch (IOException e) {
      // The device has had enough.
    }
  }

  private interface Work {
    void once() throws IOException;
  }

  private static void forEver(Work work) throws IOException {
    while (true) {
      work.once();
    }
  }

  /** Until the device ends it, which is seen by writing only. */
  private static void takesNothing(Socket device) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!device.isClosed() && System.nanoTime() < end) {
      shortly();
    }
  }

  private static void slowly(Socket device) throws IOException {
    write(device, "a");
    shortly();
  }

  private static void shortly() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private static void write(Socket device, String text) throws IOException {
    OutputStream out = device.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Reads the request's head. */
  private static void request(Socket device) throws IOException {
    InputStream in = device.getInputStream();
    int ends = 0;
    while (ends < 4) {
      int read = in.read();
      ends = read == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : read == '\r' ? 1 : 0;
      if (read < 0) {
        return;
      }
    }
  }

  private static byte[] zipped(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[1 << 16];
      for (int at = 0; at < size; at += zeros.length) {
        zip.write(zeros);
      }
    }
    return bytes.toByteArray();
  }
}
