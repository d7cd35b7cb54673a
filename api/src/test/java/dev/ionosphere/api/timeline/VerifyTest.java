package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.data.model.Pageable;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What checking a ledger finds, in the database and in an export. */
@MicronautTest(transactional = false)
class VerifyTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject TimelineExport export;
  @Inject Checkpoints checkpoints;
  @Inject CheckpointWriter writer;
  @Inject CheckpointKey key;
  @Inject TestingHttp http;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void anIntactLedgerIsVouchedForUpToItsNewestCheckpoint() throws IOException {
    ledger.append(batch("intact", 0, 90));
    ledger.append(batch("intact", 90, 120));
    writer.signDue();
    assertThat(verifier.verify("intact"))
        .satisfies(found -> assertThat(found.intact()).isTrue())
        .satisfies(found -> assertThat(found.vouched()).isEqualTo(120));
    ledger.append(batch("intact", 120, 123));
    assertThat(verifier.verify("intact").vouched()).isEqualTo(120);
    writer.signAll();
    assertThat(verifier.verify("intact").vouched()).isEqualTo(123);
    assertThat(exported(export("intact")))
        .satisfies(found -> assertThat(found.intact()).as(found.reason()).isTrue())
        .satisfies(found -> assertThat(found.records()).isEqualTo(123));
  }

  @Test
  void checkpointsCanBePrinted() {
    ledger.append(batch("printed", 0, 100));
    writer.signDue();
    JsonNode page = http.get("viewer", "/api/v1/ions/printed/timeline/checkpoints").json();
    assertThat(page.path("publicKey").asText()).isEqualTo(key.publicKey());
    assertThat(page.path("items").get(0).path("sequence").asLong()).isEqualTo(100);
    assertThat(page.path("items").get(0).path("signature").asText()).isNotBlank();
  }

  @Test
  void aStoppedIonIsVouchedForWhole() {
    ledger.append(batch("over", 0, 4));
    ledger.append(stop("over", "k4"));
    assertThat(verifier.verify("over").vouched()).isEqualTo(5);
  }

  @Test
  void aStoppedLedgerThatWasRewrittenWholeIsNamed() {
    ledger.append(batch("rewritten", 0, 4));
    ledger.append(stop("rewritten", "k4"));
    forget("rewritten", false);
    ledger.append(batch("rewritten", 10, 14));
    ledger.append(stop("rewritten", "k14"));
    assertBad(verifier.verify("rewritten"), 5, "has another one");
  }

  @Test
  void theFileCatchesWhoRewritesTheDatabasesCheckpointsAsWell() {
    ledger.append(batch("both", 0, 4));
    ledger.append(stop("both", "k4"));
    forget("both", true);
    ledger.append(batch("both", 10, 13));
    assertBad(verifier.verify("both"), 4, "has records up to 5");
  }

  @Test
  void aForgedCheckpointIsNamed() {
    ledger.append(batch("forged", 0, 100));
    writer.signDue();
    execute("update timeline_checkpoint set signature = 'AAAA' where ion = 'forged'");
    assertBad(verifier.verify("forged"), 100, "not signed with the hub's key");
  }

  @Test
  void aCutTailWithItsHeadIsNamed() {
    ledger.append(batch("tail", 0, 100));
    writer.signDue();
    execute("delete from timeline_record where ion = 'tail' and sequence > 97");
    execute(
        "update chain_tip set sequence = 97, hash = (select hash from timeline_record where"
            + " ion = 'tail' and sequence = 97) where ion = 'tail'");
    assertBad(verifier.verify("tail"), 98, "has records up to 100");
  }

  @Test
  void aDeletedRecordIsNamed() {
    ledger.append(batch("deleted", 0, 6));
    execute("delete from timeline_record where ion = 'deleted' and sequence = 3");
    assertBad(verifier.verify("deleted"), 3, "it is missing; the next one is 4");
  }

  @Test
  void swappedRecordsAreNamed() {
    ledger.append(batch("swapped", 0, 6));
    execute("update timeline_record set sequence = 99 where ion = 'swapped' and sequence = 3");
    execute("update timeline_record set sequence = 3 where ion = 'swapped' and sequence = 4");
    execute("update timeline_record set sequence = 4 where ion = 'swapped' and sequence = 99");
    assertBad(verifier.verify("swapped"), 3, "it does not follow the record before it");
  }

  @Test
  void anInsertedRecordIsNamed() {
    ledger.append(batch("inserted", 0, 6));
    for (int sequence = 6; sequence > 3; sequence--) {
      execute(
          "update timeline_record set sequence = sequence + 1 where ion = 'inserted' and sequence ="
              + " "
              + sequence);
    }
    execute(
        "insert into timeline_record (ion, sequence, entry_key, occurred_at, kind, actor, subject,"
            + " data, workflow, workflow_run, previous, hash) select ion, 4, 'extra', occurred_at,"
            + " kind, actor, subject, data, workflow, workflow_run, hash, hash from timeline_record"
            + " where ion = 'inserted' and sequence = 3");
    assertBad(verifier.verify("inserted"), 4, "its content is not what its hash was made of");
  }

  @Test
  void workThatTheIonDidNotStartIsNamed() throws IOException {
    ledger.append(
        new TimelineBatch(
            "strange",
            "ion:strange",
            "r",
            List.of(
                entry("a", "model.released", released(1, "sha256:good")),
                entry("b", "rollout.started", rollout(1, "sha256:good")),
                entry("c", "rollout.started", rollout(9_007, "sha256:evil")))));
    Verification found = verifier.verify("strange");
    assertBad(found, 3, "of work that the ION did not start");
    assertThat(found.unexplained())
        .singleElement()
        .satisfies(strange -> assertThat(strange.sequence()).isEqualTo(3))
        .satisfies(
            strange -> assertThat(strange.subject()).isEqualTo("rollout:strange:detect:9007"));
    assertBad(exported(export("strange")), 3, "of work that the ION did not start");
  }

  @Test
  void aRolloutThatCarriesAnotherModelThanWasReleasedIsNamed() {
    ledger.append(
        new TimelineBatch(
            "carries",
            "ion:carries",
            "r",
            List.of(
                entry("a", "model.released", released(1, "sha256:good")),
                entry("b", "rollout.started", rollout("carries", 1, "sha256:evil")))));
    assertBad(verifier.verify("carries"), 2, "carries sha256:evil, the ION released sha256:good");
  }

  /** Somebody starts a workflow of his own that says that it is the ION's rollout. */
  @Test
  void aRolloutThatAnotherWorkflowTellsOfIsNamed() {
    ledger.append(
        new TimelineBatch(
            "claims",
            "ion:claims",
            "r",
            List.of(entry("a", "model.released", released(1, "sha256:good")))));
    for (String own : List.of("rollout:claims:detect:1", "cohort:claims:detect:1:1:1")) {
      ledger.append(
          new TimelineBatch(
              "claims",
              own,
              "r",
              List.of(entry(own, "rollout.started", rollout("claims", 1, "sha256:good")))));
    }
    assertThat(verifier.verify("claims").intact()).isTrue();
    for (String other :
        List.of("by-hand", "rollout:claims:detect:2", "cohort:claims:detect:12:1")) {
      ledger.append(
          new TimelineBatch(
              "claims",
              other,
              "r",
              List.of(entry(other, "rollout.started", rollout("claims", 1, "sha256:good")))));
    }
    assertBad(
        verifier.verify("claims"), 4, "workflow by-hand is not that of rollout:claims:detect:1");
    assertThat(verifier.verify("claims").unexplained()).hasSize(3);
  }

  @Test
  void whatIsDoneToAnExportIsNamed() throws IOException {
    ledger.append(batch("file", 0, 6));
    List<String> lines = export("file");
    assertThat(exported(lines).intact()).isTrue();
    List<String> flipped = new ArrayList<>(lines);
    flipped.set(3, lines.get(3).replace("schedule", "schedulf"));
    assertBad(exported(flipped), 3, "its content is not what its hash was made of");
    List<String> deleted = new ArrayList<>(lines);
    deleted.remove(3);
    assertBad(exported(deleted), 3, "it is missing; the next one is 4");
    List<String> swapped = new ArrayList<>(lines);
    swapped.set(3, lines.get(4));
    swapped.set(4, lines.get(3));
    assertBad(exported(swapped), 3, "it is missing; the next one is 4");
    List<String> inserted = new ArrayList<>(lines);
    inserted.add(4, lines.get(3));
    assertBad(exported(inserted), 4, "it is missing; the next one is 3");
    assertBad(exported(lines.subList(0, 5)), 5, "it is missing at the end");
    assertBad(exported(lines.subList(0, 1)), 1, "it is missing at the end");
  }

  @Test
  void anExportSignedBySomebodyElseIsNamed() throws IOException {
    ledger.append(batch("others", 0, 6));
    List<String> lines = export("others");
    assertBad(
        ExportVerifier.verify(source(lines), Optional.of(key.publicKey().replace('A', 'B'))),
        6,
        "not signed with the hub's key");
  }

  @Test
  void aPartOfALedgerIsCheckedAsWell() throws IOException {
    ledger.append(batch("part", 0, 6));
    List<String> lines =
        export(new TimelineExport.Range("part", START.plusSeconds(2), START.plusSeconds(4)));
    assertThat(exported(lines))
        .satisfies(found -> assertThat(found.intact()).as(found.reason()).isTrue())
        .satisfies(found -> assertThat(found.vouched()).isEqualTo(5));
  }

  private static void assertBad(Verification found, long sequence, String reason) {
    assertThat(found.intact()).isFalse();
    assertThat(found.badSequence()).as(found.reason()).isEqualTo(sequence);
    assertThat(found.reason()).contains(reason);
  }

  private List<String> export(String ion) throws IOException {
    return export(new TimelineExport.Range(ion, Instant.EPOCH, START.plusSeconds(9_999)));
  }

  private List<String> export(TimelineExport.Range range) throws IOException {
    try (InputStream lines = export.json(range).content()) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private Verification exported(List<String> lines) throws IOException {
    return ExportVerifier.verify(source(lines), Optional.of(key.publicKey()));
  }

  private static ExportVerifier.Source source(List<String> lines) {
    String text = lines.stream().collect(Collectors.joining("\n"));
    return () -> new BufferedReader(new StringReader(text));
  }

  private static Map<String, Object> released(long generation, String digest) {
    return Map.of("node", "detect", "generation", generation, "digest", digest);
  }

  private static Map<String, Object> rollout(long generation, String digest) {
    return rollout("strange", generation, digest);
  }

  private static Map<String, Object> rollout(String ion, long generation, String digest) {
    return Map.of(
        "rollout",
        "rollout:" + ion + ":detect:" + generation,
        "node",
        "detect",
        "generation",
        generation,
        "digest",
        digest);
  }

  private static TimelineEntry entry(String key, String kind, Map<String, Object> data) {
    return TestingEntries.entry(key, START, kind, "system", "s", "detect", null, data);
  }

  private static TimelineBatch stop(String ion, String key) {
    return new TimelineBatch(
        ion,
        "ion:" + ion,
        "run-1",
        List.of(
            TestingEntries.entry(key, START, "ion.stopped", "system", ion, null, null, Map.of())));
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
              null,
              Map.of("count", i)));
    }
    return new TimelineBatch(ion, "ion:" + ion, "run-1", entries);
  }

  /** As somebody would who can write to the database. */
  private void forget(String ion, boolean checkpointsToo) {
    execute("delete from timeline_record where ion = '" + ion + "'");
    execute("delete from chain_tip where ion = '" + ion + "'");
    if (checkpointsToo) {
      execute("delete from timeline_checkpoint where ion = '" + ion + "'");
      assertThat(
              checkpoints.findByIonAndSequenceGreaterThanOrderBySequence(
                  ion, 0, Pageable.from(0, 9).withoutTotal()))
          .isEmpty();
    }
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
