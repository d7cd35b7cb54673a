package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may make of the file of a good export, with all that the hub signed at hand. */
@MicronautTest(transactional = false)
class ForgedExportTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject TimelineExport export;
  @Inject CheckpointWriter writer;
  @Inject CheckpointKey key;

  @Test
  void aBeginningThatWasCutOffIsNamed() throws IOException {
    List<String> lines = exported("beginning");
    lines.subList(1, 3).clear();
    ObjectNode seal = (ObjectNode) Json.tree(lines.getFirst());
    ((ObjectNode) seal.path("export")).put("first", 3);
    lines.set(0, seal.toString());
    assertBad(lines, "its seal is not signed with the hub's key");
  }

  @Test
  void anEndThatWasCutOffAtACheckpointIsNamed() throws IOException {
    List<String> lines = exported("ending");
    ObjectNode seal = (ObjectNode) Json.tree(lines.getFirst());
    ((ObjectNode) seal.path("export")).set("end", Json.tree(lines.getLast()).path("checkpoint"));
    List<String> cut = new ArrayList<>(List.of(seal.toString()));
    cut.addAll(lines.subList(1, 5));
    assertBad(cut, "its seal is not signed with the hub's key");
  }

  /** Other tools read such lines as records. */
  @ParameterizedTest
  @ValueSource(strings = {"export", "checkpoint"})
  void aRecordThatSaysThatItIsNoneIsNamed(String word) throws IOException {
    List<String> lines = exported("disguised-" + word);
    ObjectNode record = (ObjectNode) Json.tree(lines.get(4));
    record.set(
        word, Json.tree(word.equals("export") ? lines.getFirst() : lines.getLast()).path(word));
    lines.add(record.put("seq", 9).put("actor", "person:ann").toString());
    assertBad(lines, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"approvedBy\":\"ann\",", "\"actor\":\"person:ann\",", "\"node\":null,"})
  void aRecordThatSaysMoreThanItsHashIsNamed(String more) throws IOException {
    List<String> lines = exported("more" + Math.abs(more.hashCode()));
    lines.set(3, "{" + more + lines.get(3).substring(1));
    assertThat(verified(lines).badSequence()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "7", "null", "{\"ion\":null,\"sequence\":5}"})
  void aCheckpointThatIsNoneIsNamed(String none) throws IOException {
    List<String> lines = exported("none" + Math.abs(none.hashCode()));
    lines.add("{\"checkpoint\":" + none + "}");
    assertBad(lines, "its checkpoint is not signed with the hub's key");
  }

  @Test
  void aRecordWithSomethingBehindItIsNamed() throws IOException {
    List<String> lines = exported("behind");
    lines.set(3, lines.get(3) + " {\"actor\":\"person:ann\"}");
    assertThat(verified(lines).badSequence()).isEqualTo(3);
  }

  private void assertBad(List<String> lines, String reason) throws IOException {
    Verification found = verified(lines);
    assertThat(found.intact()).isFalse();
    assertThat(found.reason()).contains(reason);
  }

  /** A line of the seal, six of records, and one of the checkpoint of record 4. */
  private List<String> exported(String ion) throws IOException {
    append(ion, 0, 4);
    writer.signAll();
    append(ion, 4, 6);
    TimelineExport.Range range =
        new TimelineExport.Range(ion, Instant.EPOCH, START.plusSeconds(9_999));
    try (InputStream content = export.json(range).content()) {
      List<String> lines =
          new ArrayList<>(
              new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      assertThat(lines).hasSize(8);
      assertThat(lines.getLast()).startsWith("{\"checkpoint\"").contains("\"sequence\":4");
      assertThat(verified(lines).intact()).isTrue();
      return lines;
    }
  }

  private void append(String ion, int from, int to) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(
          TestingEntries.entry(
              "k" + i, START, "run.skipped", "system", "retrain", null, null, Map.of("count", i)));
    }
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run-1", entries));
  }

  private Verification verified(List<String> lines) throws IOException {
    String text = String.join("\n", lines);
    return ExportVerifier.verify(
        () -> new BufferedReader(new StringReader(text)), Optional.of(key.publicKey()));
  }
}
