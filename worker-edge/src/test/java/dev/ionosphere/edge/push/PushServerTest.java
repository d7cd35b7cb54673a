package dev.ionosphere.edge.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PushServerTest {

  @TempDir Path directory;

  @Test
  void listensWhenANodeAsksAndUntilItIsInterrupted() throws Exception {
    Inboxes inboxes = new Inboxes(Disk.local(), "inbox", 1 << 20);
    PushServer server = new PushServer(inboxes, Disk.local(), directory, 0);
    Thread thread = new Thread(server::run, "push");
    thread.start();
    try {
      assertThat(server.port()).isZero();
      assertThat(directory.resolve("push")).doesNotExist();
      Source source = source(inboxes);
      while (server.port() == 0) {
        Thread.onSpinWait();
      }
      HttpResponse<String> answer = post(server.port(), "1,2\n3,4\n");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.body()).isEqualTo("{\"accepted\":2}");
      assertThat(source.poll(9).rows().size()).isEqualTo(2);
      HttpResponse<String> refused = post(server.port(), "1\n");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("row 0 of 'request'");
    } finally {
      thread.interrupt();
      thread.join();
    }
    assertThat(server.port()).isZero();
  }

  /** Who has no token, and whoever sends nothing, keeps nobody out. */
  @Test
  void slowOnesKeepNobodyOut() throws Exception {
    Inboxes inboxes = new Inboxes(Disk.local(), "inbox", 1 << 20);
    PushServer server = new PushServer(inboxes, Disk.local(), directory, 0);
    Thread thread = new Thread(server::run, "push");
    thread.start();
    List<Socket> slow = new ArrayList<>();
    try {
      Source source = source(inboxes);
      while (server.port() == 0) {
        Thread.onSpinWait();
      }
      String head =
          "POST /sources/pump/detect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        slow.add(socket);
        socket.getOutputStream().write((i % 2 == 0 ? "P" : head).getBytes(StandardCharsets.UTF_8));
      }
      long began = System.nanoTime();
      assertThat(post(server.port(), "1,2\n").statusCode()).isEqualTo(202);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      assertThat(source.poll(9).rows().size()).isEqualTo(1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
      thread.interrupt();
      thread.join();
    }
  }

  private HttpResponse<String> post(int port, String rows) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sources/pump/detect"))
            .header(
                "Authorization",
                "Bearer " + Files.readString(directory.resolve("push/token")).strip())
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(rows))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private Source source(Inboxes inboxes) throws Exception {
    return inboxes.open(
        new NodeKey("pump", "detect"),
        new StateDirectory(Disk.local(), directory.resolve("node")),
        new SourceSpec.Push(),
        new Format.Csv(CsvDialect.COMMA.withColumns(List.of("heat", "shake"))),
        Schema.ofNumbers(List.of("heat")),
        100,
        Position.START);
  }
}
