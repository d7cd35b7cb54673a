package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What is done at the edges of a ledger, where a walk from its first record to its head ends. */
@MicronautTest(transactional = false)
class HiddenRecordsTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject TimelineExport export;
  @Inject CheckpointKey key;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void aCutTailOfWhichTheHeadIsKeptIsNamed() throws IOException {
    append("headless");
    execute("delete from timeline_record where ion = 'headless' and sequence > 4");
    assertBad(verifier.verify("headless"), 5, "it is missing at the end");
    assertBad(exported("headless", 0, 9), 5, "it is missing at the end");
  }

  @Test
  void aCutBeginningIsNamed() throws IOException {
    append("beheaded");
    execute("delete from timeline_record where ion = 'beheaded' and sequence < 3");
    assertBad(verifier.verify("beheaded"), 1, "it is missing; the next one is 3");
    assertBad(exported("beheaded", 0, 9), 1, "it is missing; the next one is 3");
  }

  @Test
  void aLedgerOfWhichOnlyTheHeadIsLeftIsNamed() throws IOException {
    append("emptied");
    execute("delete from timeline_record where ion = 'emptied'");
    assertBad(verifier.verify("emptied"), 1, "it is missing at the end");
    assertBad(exported("emptied", 0, 9), 1, "it is missing at the end");
  }

  @Test
  void aRecordThatIsMissingAtTheEdgeOfAPartIsNamed() throws IOException {
    append("edges");
    execute("delete from timeline_record where ion = 'edges' and sequence in (2, 5)");
    assertBad(exported("edges", 1, 2), 2, "it is missing; the next one is 3");
    assertBad(exported("edges", 3, 4), 5, "it is missing; the next one is 6");
  }

  /** The timeline shows them. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -3, 0, 8, 5_000, Long.MAX_VALUE})
  void aRecordBesideTheOthersIsNamed(long sequence) throws IOException {
    String ion = "beside" + Math.abs(sequence % 10_000);
    append(ion);
    execute(
        ("insert into timeline_record (ion, sequence, entry_key, occurred_at, kind, actor, subject,"
                + " data, workflow, workflow_run, previous, hash) select ion, %d, 'extra',"
                + " occurred_at, kind, actor, subject, data, workflow, workflow_run, hash, hash"
                + " from timeline_record where ion = '%s' and sequence = 6")
            .formatted(sequence, ion));
    assertThat(verifier.verify(ion).intact()).isFalse();
    // An export begins with record 1, so it has none before that.
    assertThat(exported(ion, 0, 9).intact()).isEqualTo(sequence < 1);
  }

  private static void assertBad(Verification found, long sequence, String reason) {
    assertThat(found.intact()).isFalse();
    assertThat(found.badSequence()).as(found.reason()).isEqualTo(sequence);
    assertThat(found.reason()).contains(reason);
  }

  private void append(String ion) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      entries.add(
          TestingEntries.entry(
              "k" + i,
              START.plusSeconds(i),
              "run.skipped",
              "system",
              "retrain",
              null,
              null,
              Map.of("count", i)));
    }
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run-1", entries));
  }

  private Verification exported(String ion, int from, int to) throws IOException {
    TimelineExport.Range range =
        new TimelineExport.Range(ion, START.plusSeconds(from), START.plusSeconds(to));
    try (InputStream lines = export.json(range).content()) {
      String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return ExportVerifier.verify(
          () -> new BufferedReader(new StringReader(text)), Optional.of(key.publicKey()));
    }
  }

  private void execute(String sql) {
    transactions.executeWrite(status -> {
      try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
        assertThat(statement.executeUpdate()).as(sql).isPositive();
        return sql;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
