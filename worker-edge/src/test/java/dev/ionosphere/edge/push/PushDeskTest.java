package dev.ionosphere.edge.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.cell.TimeFormat;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushDeskTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final Format CSV =
      new Format.Csv(CsvDialect.COMMA.withColumns(List.of("heat", "shake")));
  private static final Format LINES =
      new Format.JsonLines(List.of(), Optional.empty(), TimeFormat.iso(ZoneOffset.UTC));

  @TempDir Path directory;
  private Inboxes inboxes;
  private PushDesk desk;
  private final Map<String, String> headers = new HashMap<>();
  private String method = "POST";
  private String path = "/sources/pump/detect";

  @BeforeEach
  void open() throws IOException {
    inboxes = new Inboxes(Disk.local(), "inbox", 4_096);
    desk = new PushDesk(inboxes, PushToken.openOrMake(Disk.local(), directory));
    headers.put("host", "localhost:8425");
    headers.put("authorization", "Bearer " + token());
    headers.put("content-type", "application/x-ndjson; charset=utf-8");
  }

  @Test
  void keepsRowsAndSaysHowMany() throws IOException {
    Source source = source(LINES);
    PushAnswer answer = push("{\"heat\":1,\"shake\":2}\n\n{\"heat\":3,\"shake\":4}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).containsEntry("accepted", 2L);
    assertThat(source.poll(9).rows().size()).isEqualTo(2);
  }

  @Test
  void takesSeparatedValues() throws IOException {
    Source source = source(CSV);
    headers.put("content-type", "text/csv");
    assertThat(push("1,2\r\n3,4\r\n").body()).containsEntry("accepted", 2L);
    assertThat(source.poll(9).rows().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "1,2,3\n", "1,2\n1\n", "1,\"2\n", "PK\003\004", "1,2\n\0\n"})
  void refusesWhatIsNotRowsAsAWhole(String body) throws IOException {
    Source source = source(CSV);
    headers.put("content-type", "text/csv");
    PushAnswer answer = push(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(source.poll(9).rows().size()).isZero();
  }

  @Test
  void saysWhichLineIsNoObject() throws IOException {
    source(LINES);
    PushAnswer answer = push("{\"heat\":1}\n{\"heat\":\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(String.valueOf(answer.body().get("detail"))).contains("row 1 of 'request'");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, , 403",
    "169.254.0.1:8425, , 403",
    "localhost.example.org, , 403",
    "localhost:8425, http://localhost:8425, 403",
    "localhost:8425, null, 403",
    "127.0.0.1, , 202",
    "[::1]:9, , 202",
    "LOCALHOST, , 202"
  })
  void isForProgramsOnThisMachineOnly(String host, String origin, int status) throws IOException {
    source(LINES);
    headers.put("host", host);
    if (origin != null) {
      headers.put("Origin", origin);
    }
    assertThat(push("{}").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic eDp4"})
  void wantsTheToken(String authorization) throws IOException {
    source(LINES);
    headers.put("authorization", authorization);
    PushAnswer answer = push("{}");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
    path = "/sources/none/none";
    assertThat(push("{}").status()).isEqualTo(401);
  }

  @Test
  void keepsTheTokenForItsOwner() throws IOException {
    Path file = directory.resolve("push/token");
    String made = token();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    PushToken unused = PushToken.openOrMake(Disk.local(), directory);
    assertThat(token()).isEqualTo(made);
    Files.writeString(file, "\0\0\0");
    assertThat(PushToken.openOrMake(Disk.local(), directory).isIn("Bearer " + token())).isTrue();
    assertThat(token()).isNotEqualTo(made).hasSize(43);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sources/pump",
        "/sources/pump/other",
        "/sources/../x",
        "/sources/pump/detect/"
      })
  void saysThatThereIsNoSuchNode(String other) throws IOException {
    source(LINES);
    path = other;
    assertThat(push("{}").status()).isEqualTo(404);
  }

  @Test
  void takesNoRowsOfANodeThatHasEnded() throws IOException {
    source(LINES).close();
    assertThat(push("{}").status()).isEqualTo(404);
  }

  @Test
  void onlyPostPushes() throws IOException {
    source(LINES);
    method = "PUT";
    PushAnswer answer = push("{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", "POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/x-www-form-urlencoded", ""})
  void wantsTheTypeOfTheFormat(String type) throws IOException {
    source(LINES);
    headers.put("content-type", type);
    assertThat(push("{}").status()).isEqualTo(415);
  }

  @Test
  void takesNothingEncoded() throws IOException {
    source(LINES);
    headers.put("Content-Encoding", "gzip");
    assertThat(push("{}").status()).isEqualTo(415);
  }

  @Test
  void takesAMebibyteAtMost() throws IOException {
    source(LINES);
    assertThat(push(" ".repeat((1 << 20) + 1)).status()).isEqualTo(413);
    assertThat(push(" ".repeat(1 << 20)).status()).isEqualTo(400);
  }

  @Test
  void saysWhenToComeAgainIfItIsFull() throws IOException {
    source(LINES);
    String rows = "{\"heat\":1}\n".repeat(300);
    assertThat(push(rows).status()).isEqualTo(202);
    PushAnswer full = push(rows);
    assertThat(full.status()).isEqualTo(503);
    assertThat(full.headers()).containsEntry("Retry-After", "5");
  }

  private Source source(Format format) throws IOException {
    return inboxes.open(
        KEY,
        new StateDirectory(Disk.local(), directory.resolve("node")),
        new SourceSpec.Push(),
        format,
        Schema.ofNumbers(List.of("heat", "shake")),
        100,
        Position.START);
  }

  private String token() throws IOException {
    return Files.readString(directory.resolve("push/token")).strip();
  }

  private PushAnswer push(String body) throws IOException {
    return desk.answer(
        new PushRequest(
            method,
            path,
            headers,
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
  }
}
