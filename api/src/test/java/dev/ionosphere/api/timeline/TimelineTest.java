package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.data.model.Pageable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class TimelineTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00.123456789Z");

  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject InMemoryIonWorkflows workflows;
  @Inject TimelineConflicts conflicts;
  @Inject TimelineExport export;
  @Inject TestingHttp http;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void appendsOnceInOrder() {
    ChainHead head = ledger.append(batch("once", 0, 5));
    assertThat(head.sequence()).isEqualTo(5);
    assertThat(ledger.append(batch("once", 0, 5))).isEqualTo(head);
    ChainHead longer = ledger.append(batch("once", 3, 8));
    assertThat(longer.sequence()).isEqualTo(8);
    assertThat(verifier.verify("once").intact()).isTrue();
    assertThat(verifier.verify("once").head()).isEqualTo(longer.hash());
  }

  @Test
  void causesAreSequences() {
    ledger.append(batch("cause", 0, 3));
    JsonNode items = http.get("viewer", "/api/v1/ions/cause/timeline").json().path("items");
    assertThat(items.get(0).path("seq").asLong()).isEqualTo(3);
    assertThat(items.get(0).path("cause").asLong()).isEqualTo(2);
    assertThat(items.get(2).path("cause").isMissingNode()).isTrue();
  }

  @Test
  void pagesAndFilters() {
    ledger.append(batch("pages", 0, 7));
    JsonNode first = http.get("viewer", "/api/v1/ions/pages/timeline?limit=3").json();
    assertThat(first.path("next").asLong()).isEqualTo(5);
    JsonNode last = http.get("viewer", "/api/v1/ions/pages/timeline?limit=5&cursor=5").json();
    assertThat(last.path("items")).hasSize(4);
    assertThat(last.path("next").isNull()).isTrue();
    assertThat(
            http.get("viewer", "/api/v1/ions/pages/timeline?from=2026-03-01T10:00:05Z")
                .json()
                .path("items"))
        .hasSize(2);
    assertThat(
            http.get("viewer", "/api/v1/ions/pages/timeline?kind=ion.paused").json().path("items"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data = replace(data, ':3,', ': 3,')",
        "data = replace(data, ':3,', ':4,')",
        "actor = 'person:mallory'",
        "occurred_at = timestamp with time zone '2026-03-01 10:00:03.123457+00'",
        "subject = subject || ' '",
        "node = 'detect'",
        "cause = 'k1'",
        "hash = replace(hash, substring(hash, 1, 1), 'x')",
        "previous = '" + "1111111111111111111111111111111111111111111111111111111111111111" + "'",
        "workflow_run = 'other'",
        "sequence = 40"
      })
  void aChangedByteIsNamed(String change) {
    String ion = "tamper" + Math.abs(change.hashCode());
    ledger.append(batch(ion, 0, 6));
    execute("update timeline_record set " + change + " where ion = '" + ion + "' and sequence = 4");
    Verification found = verifier.verify(ion);
    assertThat(found.intact()).isFalse();
    assertThat(found.badSequence()).isEqualTo(4);
    assertThat(found.reason()).isNotBlank();
  }

  @Test
  void whatIsAppendedMeanwhileIsNoAlarm() throws InterruptedException {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 300; i++) {
                ledger.append(batch("growing", i, i + 1));
              }
            });
    do {
      assertThat(verifier.chain("growing").reason()).isNull();
    } while (writer.isAlive());
    writer.join();
    assertThat(verifier.chain("growing").records()).isEqualTo(300);
  }

  @Test
  void aCutEndIsNamed() {
    ledger.append(batch("cut", 0, 6));
    execute("delete from timeline_record where ion = 'cut' and sequence > 4");
    assertThat(verifier.verify("cut").badSequence()).isEqualTo(5);
  }

  @Test
  void aLedgerWrittenAnewIsNotWhatTheWorkflowKept() {
    ChainHead before = ledger.append(batch("anew", 0, 6));
    keptByWorkflow("anew", before);
    assertThat(verifier.verify("anew"))
        .satisfies(found -> assertThat(found.intact()).isTrue())
        .satisfies(found -> assertThat(found.witnessed()).isEqualTo(6));
    execute("delete from timeline_record where ion = 'anew'");
    execute("delete from chain_tip where ion = 'anew'");
    ledger.append(batch("anew", 1, 7));
    assertThat(verifier.chain("anew").intact()).isTrue();
    assertThat(verifier.verify("anew"))
        .satisfies(found -> assertThat(found.intact()).isFalse())
        .satisfies(found -> assertThat(found.badSequence()).isEqualTo(6))
        .satisfies(
            found -> assertThat(found.reason()).contains("the workflow's history has another one"));
  }

  @Test
  void aLedgerCutWithItsHeadIsMissedByTheWorkflow() {
    keptByWorkflow("short", new ChainHead(9, "hash"));
    ledger.append(batch("short", 0, 6));
    assertThat(verifier.verify("short").badSequence()).isEqualTo(9);
  }

  @Test
  void withoutTemporalTheChainAloneIsChecked() {
    ledger.append(batch("alone", 0, 2));
    workflows.down = true;
    try {
      assertThat(verifier.verify("alone").intact()).isTrue();
      assertThat(verifier.verify("alone").witnessed()).isNull();
    } finally {
      workflows.down = false;
    }
  }

  private void keptByWorkflow(String ion, ChainHead head) {
    workflows.views.put(
        ion,
        new IonView(
            ion,
            IonStatus.RUNNING,
            1,
            null,
            "",
            START,
            Map.of(),
            List.of(),
            head.sequence(),
            head.hash()));
  }

  @Test
  void duckDbReadsTheParquetExport(@TempDir Path directory) throws Exception {
    ledger.append(batch("duck", 0, 6));
    Path file = directory.resolve("timeline.parquet");
    try (InputStream content =
        export
            .parquet(new TimelineExport.Range("duck", Instant.EPOCH, START.plusSeconds(3)))
            .content()) {
      Files.copy(content, file);
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select seq, kind, time::varchar, data, cause, hash from '"
                    + file
                    + "' order by seq")) {
      List<String> seen = new ArrayList<>();
      while (rows.next()) {
        seen.add(
            String.join(
                "|",
                rows.getString(1),
                rows.getString(2),
                rows.getString(3).substring(0, 26),
                rows.getString(4),
                String.valueOf(rows.getObject(5))));
      }
      assertThat(seen).hasSize(4);
      assertThat(seen.getFirst())
          .isEqualTo(
              "1|run.skipped|2026-03-01 10:00:00.123456|{\"count\":0,\"node\":\"retrain\",\"reason\":\"\"}|null");
      assertThat(seen.get(3))
          .startsWith(
              "4|run.skipped|2026-03-01 10:00:03.123456|{\"count\":3,\"node\":\"retrain\",\"reason\":\"\"}|k2");
    }
  }

  @Test
  void whatIsToldAgainAtAnotherTimeIsTheSameAndTheFirstTimeStands() {
    ChainHead head = ledger.append(batch("again", 0, 2));
    List<TimelineEntry> later =
        batch("again", 0, 2).entries().stream()
            .map(entry ->
                new TimelineEntry(
                    entry.key(),
                    entry.time().plusMillis(7),
                    entry.actor(),
                    entry.node(),
                    entry.cause(),
                    entry.event()))
            .toList();
    assertThat(ledger.append(new TimelineBatch("again", "ion:again", "run-2", later)))
        .isEqualTo(head);
    assertThat(conflicts.findByIonOrderByIdDesc("again", Pageable.from(0, 9).withoutTotal()))
        .isEmpty();
    assertThat(
            http.get("viewer", "/api/v1/ions/again/timeline").json().at("/items/1/time").asText())
        .isEqualTo(START.truncatedTo(ChronoUnit.MICROS).toString());
  }

  @Test
  void theSameKeyWithOtherContentIsAConflictAndKept() {
    ChainHead head = ledger.append(batch("twice", 0, 2));
    TimelineBatch other =
        new TimelineBatch(
            "twice",
            "ion:twice",
            "run-2",
            List.of(
                TestingEntries.entry(
                    "k1", START, "ion.paused", "person:mallory", "twice", null, null, Map.of()),
                TestingEntries.entry(
                    "k7", START, "ion.resumed", "system", "twice", null, null, Map.of())));
    for (int i = 0; i < 2; i++) {
      Answer answer = http.post("service", "/internal/v1/timeline", Json.canonical(other));
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body()).contains("k1", "record 2", "run.skipped", "ion.paused");
    }
    assertThat(ledger.append(batch("twice", 0, 2))).isEqualTo(head);
    assertThat(conflicts.findByIonOrderByIdDesc("twice", Pageable.from(0, 9).withoutTotal()))
        .singleElement()
        .satisfies(kept -> assertThat(kept.sequence()).isEqualTo(2))
        .satisfies(kept -> assertThat(kept.content()).contains("person:mallory"));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=twice").json().path("items"))
        .hasSize(1)
        .allSatisfy(
            alert -> assertThat(alert.path("kind").asText()).isEqualTo("timeline-conflict"));
  }

  @ParameterizedTest
  @CsvSource({
    "ion.paused, moon.landed, moon.landed",
    "'\"data\":{\"ion\":\"strange\"}', '\"data\":{}', field ion is missing"
  })
  void whatIsNoEventIsRefusedByName(String right, String wrong, String named) {
    TimelineBatch batch =
        new TimelineBatch(
            "strange",
            "ion:strange",
            "run",
            List.of(
                TestingEntries.entry(
                    "k1", START, "ion.paused", "system", "strange", null, null, Map.of())));
    Answer answer =
        http.post("service", "/internal/v1/timeline", Json.canonical(batch).replace(right, wrong));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(named);
  }

  @Test
  void everyRecordHasASentence() {
    ledger.append(batch("words", 0, 2));
    assertThat(
            http.get("viewer", "/api/v1/ions/words/timeline")
                .json()
                .path("items")
                .get(0)
                .path("sentence")
                .asText())
        .isEqualTo("A run of retrain did not start");
  }

  @Test
  void jsonExportHasOneRecordALine() {
    ledger.append(batch("lines", 0, 3));
    String text = http.get("viewer", "/api/v1/ions/lines/timeline/export?format=json").body();
    assertThat(text.lines()).hasSize(4).allMatch(line -> line.contains("\"hash\":"));
    assertThat(text.lines().findFirst().orElseThrow()).contains("publicKey", "signature");
  }

  private static TimelineBatch batch(String ion, int from, int to) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(
          TestingEntries.entry(
              "k" + i,
              START.plusSeconds(i),
              "run.skipped",
              "schedule",
              "retrain",
              "retrain",
              i == 0 ? null : "k" + (i - 1),
              Map.of("count", i)));
    }
    return new TimelineBatch(ion, "ion:" + ion, "run-1", entries);
  }

  private void execute(String sql) {
    transactions.executeWrite(status -> {
      try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
        assertThat(statement.executeUpdate()).isPositive();
        return sql;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
