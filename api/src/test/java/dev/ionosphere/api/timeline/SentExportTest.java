package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports, and what is none, as somebody sends them to be checked. */
@MicronautTest(transactional = false)
class SentExportTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final String PATH = "/api/v1/timeline-exports/verify";
  private static final String LINES = "application/x-ndjson";

  @Inject Ledger ledger;
  @Inject CheckpointWriter writer;
  @Inject CheckpointKey key;
  @Inject TestingHttp http;

  @TempDir Path directory;

  @Test
  void aGoodExportIsIntactWithAndWithoutItsName() {
    String export = exported("sent-good");
    for (String path : List.of(PATH, PATH + "?ion=", PATH + "?ion=sent-good")) {
      JsonNode found = sent(path, export).json();
      assertThat(found.path("intact").asBoolean()).as(found.toString()).isTrue();
      assertThat(found.path("ion").asText()).isEqualTo("sent-good");
      assertThat(found.path("records").asLong()).isEqualTo(6);
      assertThat(found.path("vouched").asLong()).isEqualTo(6);
      assertThat(found.path("witnessed").isNull()).isTrue();
    }
    assertThat(sent(PATH, export.replace("\n", "\r\n")).json().path("intact").asBoolean()).isTrue();
  }

  @Test
  void oneOfAnotherIonIsRefusedByName() {
    assertRefused(
        sent(PATH + "?ion=pumps", exported("sent-other")),
        "it is an export of ION sent-other, asked was for pumps");
  }

  @Test
  void whatWasCutOrChangedIsNamed() {
    List<String> lines = exported("sent-bad").lines().toList();
    assertBad(lines.subList(0, 4), 4, "it is missing at the end");
    List<String> changed = new ArrayList<>(lines);
    changed.set(3, lines.get(3).replace("schedule", "schedulf"));
    assertBad(changed, 3, "its content is not what its hash was made of");
    List<String> more = new ArrayList<>(lines);
    more.addAll(Collections.nCopies(1_000_000, "{}"));
    assertBad(more, 7, "it cannot be read");
    List<String> deep = new ArrayList<>(lines);
    deep.set(3, "[".repeat(100_000));
    assertBad(deep, 3, "it cannot be read");
  }

  @Test
  void oneOfAnotherHubIsNamed() {
    String export = exported("sent-elsewhere");
    String signature = sealed(export).path("export").path("end").path("signature").asText();
    String other = signature.startsWith("A") ? "B" : "A";
    JsonNode found = sent(PATH, export.replace(signature, other + signature.substring(1))).json();
    assertThat(found.path("intact").asBoolean()).isFalse();
    assertThat(found.path("reason").asText()).contains("not signed with the hub's key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "[]",
        "7",
        "null",
        "{}",
        "\n\n",
        "{\"export\":7}",
        "{\"export\":{}}",
        "{\"export\":{\"ion\":\"x\",\"first\":1e99,\"publicKey\":\"\",\"end\":{}}}",
        "\u0000\u0001"
      })
  void whatIsNoExportIsRefused(String text) {
    assertRefused(sent(PATH, text), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e30", "9223372036854775807", "{}", "\"+999999999\""})
  void aSealWithAStrangeTimeIsNoFault(String time) {
    String seal =
        exported("sent-time" + Math.abs(time.hashCode())).lines().findFirst().orElseThrow();
    Answer answer = sent(PATH, seal.replaceAll("\"signedAt\":\"[^\"]*\"", "\"signedAt\":" + time));
    assertThat(answer.status()).as(answer.body()).isIn(200, 400);
  }

  @Test
  void anEmptyBodyAndOtherFilesAreRefusedByName() throws IOException {
    assertThat(sent(PATH, "").status()).isEqualTo(400);
    assertRefused(sent(PATH, "PAR1\u0000\u0000"), "Parquet");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(exported("sent-packed").getBytes(StandardCharsets.UTF_8));
    }
    BodyPublisher body = BodyPublishers.ofByteArray(packed.toByteArray());
    assertRefused(sent(PATH, Map.of(), body), "gzip");
    Answer unpacked = sent(PATH, Map.of("Content-Encoding", "gzip"), body);
    assertThat(unpacked.json().path("intact").asBoolean()).as(unpacked.body()).isTrue();
    Answer broken =
        sent(PATH, Map.of("Content-Encoding", "gzip"), BodyPublishers.ofString("no gzip at all"));
    assertThat(broken.status()).as(broken.body()).isEqualTo(400);
  }

  /** As a record and as the first line; the same with a key that would be remembered. */
  @Test
  void aLineOfAHundredMegabytesIsNotHeld() {
    byte[] first =
        (exported("sent-line").lines().findFirst().orElseThrow() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    BodyPublisher lines = BodyPublishers.ofByteArrays(() -> blocks(first, block, 100));
    JsonNode found = sent(PATH, Map.of("Idempotency-Key", "sent-line"), lines).json();
    assertThat(found.path("badSequence").asLong()).isEqualTo(1);
    assertThat(found.path("reason").asText()).contains("it cannot be read");
    assertRefused(
        sent(PATH, Map.of(), BodyPublishers.ofByteArrays(() -> blocks(block, block, 99))),
        "a line of more than");
  }

  private static Iterator<byte[]> blocks(byte[] first, byte[] other, int times) {
    List<byte[]> blocks = new ArrayList<>(Collections.nCopies(times + 1, other));
    blocks.set(0, first);
    return blocks.iterator();
  }

  @Test
  void whatIsTooLargeIsRefusedWithWhatIsAllowed() {
    ExportReceiver small = new ExportReceiver(key, directory, 1_000);
    InputStream large = new ByteArrayInputStream(new byte[5_000]);
    assertThatThrownBy(() -> small.verify(large, Optional.empty()))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .hasMessageContaining("has 5000 bytes, allowed are 1000");
    assertThat(large).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aBodyThatBreaksOffIsTheSendersFault() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    ExportReceiver receiver = new ExportReceiver(key, directory, 1_000);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> receiver.verify(broken, Optional.empty()))
          .isInstanceOfSatisfying(
              HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aThirdAtOnceIsAskedToComeAgain() throws IOException {
    ExportReceiver receiver = new ExportReceiver(key, directory, 1_000_000);
    InputStream third = InputStream.nullInputStream();
    InputStream first = sendingMeanwhile(receiver, sendingMeanwhile(receiver, third));
    assertThatThrownBy(() -> receiver.verify(first, Optional.empty()))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY));
    InputStream later =
        new ByteArrayInputStream(exported("sent-later").getBytes(StandardCharsets.UTF_8));
    assertThat(receiver.verify(later, Optional.of("sent-later")).intact()).isTrue();
  }

  /** While it is read, another one is sent. */
  private static InputStream sendingMeanwhile(ExportReceiver receiver, InputStream other) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        receiver.verify(other, Optional.empty());
        return -1;
      }
    };
  }

  @Test
  void onlyWhoMayReadMaySendAndOnlyLines() {
    assertThat(http.send("", "POST", PATH, "{}", LINES).status()).isEqualTo(401);
    assertThat(http.post("viewer", PATH, "{}").status()).isEqualTo(415);
  }

  private void assertBad(List<String> lines, long sequence, String reason) {
    JsonNode found = sent(PATH, String.join("\n", lines)).json();
    assertThat(found.path("intact").asBoolean()).isFalse();
    assertThat(found.path("badSequence").asLong()).as(found.toString()).isEqualTo(sequence);
    assertThat(found.path("reason").asText()).contains(reason);
  }

  private static void assertRefused(Answer answer, String detail) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText())
        .contains(detail)
        .doesNotContain("dev.ionosphere")
        .hasSizeLessThan(300);
  }

  private Answer sent(String path, String text) {
    return http.send("viewer", "POST", path, text, LINES);
  }

  private Answer sent(String path, Map<String, String> headers, BodyPublisher body) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Content-Type", LINES);
    all.put("Authorization", "Bearer " + http.token("viewer"));
    return http.send("POST", path, all, body);
  }

  private static JsonNode sealed(String export) {
    return Json.tree(export.lines().findFirst().orElseThrow());
  }

  /** A line of the seal, six of records, and one of the checkpoint of record 4. */
  private String exported(String ion) {
    append(ion, 0, 4);
    writer.signAll();
    append(ion, 4, 6);
    return http.get("viewer", "/api/v1/ions/" + ion + "/timeline/export").body();
  }

  private void append(String ion, int from, int to) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(
          TestingEntries.entry(
              "k" + i,
              START,
              "run.skipped",
              "schedule",
              "retrain",
              null,
              null,
              Map.of("count", i)));
    }
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run-1", entries));
  }
}
