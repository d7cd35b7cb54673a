package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledgers, exports and questions about them that are not as they should be. */
@MicronautTest(transactional = false)
class OddLedgerTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject CheckpointFile checkpoints;
  @Inject CheckpointWriter writer;
  @Inject CheckpointKey key;
  @Inject HubConfiguration configuration;
  @Inject TestingHttp http;
  @Inject TransactionOperations<Connection> transactions;

  @ParameterizedTest
  @CsvSource({
    "?from=2026-04-01T00:00:00Z,0",
    "?to=2026-02-01T00:00:00Z,0",
    "?from=2026-03-01T10:00:04Z&to=2026-03-01T10:00:02Z,0",
    "?from=2026-03-01T10:00:02Z&to=2026-03-01T10:00:04Z,3"
  })
  void anExportHasTheRecordsOfItsTimeAndVerifies(String range, int records) throws IOException {
    ledger.append(batch("ranges", 6));
    List<String> lines =
        http.get("viewer", "/api/v1/ions/ranges/timeline/export" + range).body().lines().toList();
    assertThat(lines)
        .filteredOn(line -> line.contains("\"hash\"") && line.contains("\"key\""))
        .hasSize(records);
    Verification found = verified(lines);
    assertThat(found.intact()).as(found.reason()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"count\":1}", "{\"count\":\"many\",\"node\":7}", "{", "[]", "7"})
  void aRecordThatCannotBeReadIsShownAmongTheOthers(String data) {
    String ion = "unreadable" + Math.abs(data.hashCode());
    ledger.append(batch(ion, 3));
    execute("update timeline_record set data = ? where ion = '" + ion + "' and sequence = 2", data);
    Answer answer = http.get("viewer", "/api/v1/ions/" + ion + "/timeline");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("items")).hasSize(3);
    assertThat(answer.json().path("items").get(1).path("sentence").asText())
        .contains("run.skipped");
    assertThat(verifier.verify(ion).badSequence()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "%2B1000000000-12-31T23:59:59Z"})
  void timesThatNoDatabaseHoldsAreAsked(String time) {
    ledger.append(batch("far", 3));
    for (String question : List.of("?from=", "?to=", "/export?from=", "/export?to=")) {
      Answer answer = http.get("viewer", "/api/v1/ions/far/timeline" + question + time);
      assertThat(answer.status()).as(question + time + answer.body()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"time\":\"2026-03", "\"seq\":3,", "\"hash\":\"", "{\"actor\":", "\"data\":{"})
  void anExportWithRubbishInItNamesTheRecord(String piece) throws IOException {
    ledger.append(batch("rubbish", 6));
    List<String> lines =
        new ArrayList<>(
            http.get("viewer", "/api/v1/ions/rubbish/timeline/export").body().lines().toList());
    assertThat(lines.get(3)).contains(piece);
    lines.set(3, lines.get(3).replace(piece, "\u0000" + piece.substring(0, 3) + "~"));
    assertThat(verified(lines).badSequence()).isEqualTo(3);
    lines.set(3, lines.get(4).replace("2026-03-01T10:00:03Z", "yesterday"));
    assertThat(verified(lines).badSequence()).isEqualTo(3);
  }

  @Test
  void aCheckpointAfterALineThatWasCutOffIsRead() throws IOException {
    Path file = Path.of(configuration.data()).resolve("checkpoints.jsonl");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file, "{\"ion\":\"halved\",\"seq", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    ledger.append(batch("halved", 4));
    writer.signAll();
    assertThat(checkpoints.of("halved"))
        .singleElement()
        .satisfies(read -> assertThat(read.sequence()).isEqualTo(4));
  }

  private Verification verified(List<String> lines) throws IOException {
    String text = String.join("\n", lines);
    return ExportVerifier.verify(
        () -> new BufferedReader(new StringReader(text)), Optional.of(key.publicKey()));
  }

  private static TimelineBatch batch(String ion, int size) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(
          TestingEntries.entry(
              "k" + i,
              START.plusSeconds(i),
              "run.skipped",
              "schedule",
              "retrain",
              "retrain",
              null,
              Map.of("count", i)));
    }
    return new TimelineBatch(ion, "ion:" + ion, "r", entries);
  }

  private void execute(String sql, String value) {
    Object ignored =
        transactions.executeWrite(status -> {
          try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
            statement.setString(1, value);
            return statement.executeUpdate();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
