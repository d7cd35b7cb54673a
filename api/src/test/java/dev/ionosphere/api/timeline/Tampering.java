package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What somebody may do to the ledger of a stopped ION: record 1 is a release, 2 its rollout, 3 to 6
 * are skipped runs, 7 is the end. In a file line 0 is the seal, and line n is record n.
 */
enum Tampering {
  FLIPPED(
      4,
      "its content is not what its hash was made of",
      "update timeline_record set data = replace(data, '1', '7') where ion = :ion and sequence = 4"),
  DELETED(
      4,
      "it is missing; the next one is 5",
      "delete from timeline_record where ion = :ion and sequence = 4"),
  REORDERED(
      4,
      "it does not follow the record before it",
      "update timeline_record set sequence = 99 where ion = :ion and sequence = 4",
      "update timeline_record set sequence = 4 where ion = :ion and sequence = 5",
      "update timeline_record set sequence = 5 where ion = :ion and sequence = 99"),
  INSERTED(
      4,
      "its content is not what its hash was made of",
      "update timeline_record set sequence = 8 where ion = :ion and sequence = 7",
      "update timeline_record set sequence = 7 where ion = :ion and sequence = 6",
      "update timeline_record set sequence = 6 where ion = :ion and sequence = 5",
      "update timeline_record set sequence = 5 where ion = :ion and sequence = 4",
      "insert into timeline_record (ion, sequence, entry_key, occurred_at, kind, actor, subject,"
          + " data, workflow, workflow_run, previous, hash) select ion, 4, 'extra', occurred_at,"
          + " kind, actor, subject, data, workflow, workflow_run, hash, hash from timeline_record"
          + " where ion = :ion and sequence = 3"),
  CUT(
      6,
      "has records up to 7",
      "delete from timeline_record where ion = :ion and sequence > 5",
      "update chain_tip set sequence = 5, hash = (select hash from timeline_record where"
          + " ion = :ion and sequence = 5) where ion = :ion"),
  /** With the checkpoints of the database; those of the file are elsewhere. */
  REWRITTEN(
      7,
      "two signed checkpoints of it differ",
      "delete from timeline_record where ion = :ion",
      "delete from chain_tip where ion = :ion",
      "delete from timeline_checkpoint where ion = :ion"),
  STRANGE_WORK(8, "it is of work that the ION did not start");

  private static final int RECORDS = 7;

  private final long record;
  private final String reason;
  private final List<String> statements;

  Tampering(long record, String reason, String... statements) {
    this.record = record;
    this.reason = reason;
    this.statements = List.of(statements);
  }

  enum Where {
    DATABASE,
    FILE
  }

  long records() {
    return RECORDS;
  }

  List<String> statements() {
    return statements;
  }

  /** A record of strange work is one that the ledger took: no file need be changed for it. */
  boolean isOfTheFile() {
    return this != STRANGE_WORK;
  }

  /** Lines of an export, changed. */
  List<String> inFile(List<String> good) {
    List<String> lines = new ArrayList<>(good);
    switch (this) {
      case FLIPPED -> lines.set(4, good.get(4).replace("\"count\":1", "\"count\":7"));
      case DELETED -> lines.remove(4);
      case REORDERED -> {
        lines.set(4, good.get(5));
        lines.set(5, good.get(4));
      }
      case INSERTED -> lines.add(4, good.get(3).replace("\"seq\":3", "\"seq\":4"));
      case CUT -> lines.subList(6, 8).clear();
      case REWRITTEN -> rewrite(lines);
      case STRANGE_WORK -> {}
    }
    return lines;
  }

  /** Each record anew, with good hashes; nobody but the hub can sign the new end. */
  private static void rewrite(List<String> lines) {
    String previous = Chain.START;
    for (int sequence = 1; sequence <= RECORDS; sequence++) {
      ObjectNode line = (ObjectNode) Json.tree(lines.get(sequence));
      line.put("actor", "person:somebody-else").put("previous", previous);
      previous = new ChainHash().of(record(line));
      lines.set(sequence, line.put("hash", previous).toString());
    }
    ObjectNode seal = (ObjectNode) Json.tree(lines.getFirst());
    ((ObjectNode) seal.at("/export/end")).put("hash", previous);
    lines.set(0, seal.toString());
  }

  private static TimelineRecord record(ObjectNode line) {
    return new TimelineRecord(
        null,
        line.path("ion").asText(),
        line.path("seq").asLong(),
        line.path("key").asText(),
        Instant.parse(line.path("time").asText()),
        line.path("kind").asText(),
        line.path("actor").asText(),
        line.path("subject").asText(),
        line.path("node").asText(),
        null,
        null,
        line.path("data").toString(),
        line.at("/temporal/workflow").asText(),
        line.at("/temporal/run").asText(),
        line.path("previous").asText(),
        line.path("hash").asText());
  }

  void assertNamed(Verification found, Where where) {
    assertThat(found.intact()).isFalse();
    assertThat(found.badSequence()).as(found.reason()).isEqualTo(record);
    assertThat(found.reason()).contains(reasonIn(where));
  }

  private String reasonIn(Where where) {
    Map<Tampering, String> inFile =
        Map.of(
            REORDERED,
            "it is missing; the next one is 5",
            INSERTED,
            "it does not follow the record before it",
            CUT,
            "it is missing at the end",
            REWRITTEN,
            "its checkpoint is not signed with the hub's key");
    return where == Where.FILE ? inFile.getOrDefault(this, reason) : reason;
  }
}
