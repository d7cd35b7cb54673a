package dev.ionosphere.api.timeline;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.json.Json;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Timelines as files that other tools read: JSON lines, or Parquet without Hadoop. */
@Singleton
public final class TimelineExport {

  private static final int PAGE = 500;
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message timeline {
            required binary ion (STRING);
            required int64 seq;
            required binary key (STRING);
            required int64 time (TIMESTAMP(MICROS,true));
            required binary kind (STRING);
            required binary actor (STRING);
            required binary subject (STRING);
            optional binary node (STRING);
            optional binary cause (STRING);
            optional binary evidence (STRING);
            required binary data (STRING);
            required binary workflow (STRING);
            required binary workflow_run (STRING);
            required binary previous (STRING);
            required binary hash (STRING);
          }
          """);

  /** Of a file in Parquet, what is held in memory until it is written. */
  private static final long ROW_GROUP = 8L * 1024 * 1024;

  /** With one each hundred records, of ten million. */
  private static final int MOST_CHECKPOINTS = 100_000;

  /** Far beyond any ledger, and one can still count on from it. */
  private static final long MOST_RECORDS = Long.MAX_VALUE / 2;

  private final TimelineRecords records;
  private final ChainTips tips;
  private final Checkpoints checkpoints;
  private final CheckpointFile file;
  private final CheckpointWriter writer;
  private final CheckpointKey key;
  private final Path directory;

  TimelineExport(
      TimelineRecords records,
      ChainTips tips,
      Checkpoints checkpoints,
      CheckpointFile file,
      CheckpointWriter writer,
      CheckpointKey key,
      HubConfiguration configuration) {
    this.records = records;
    this.tips = tips;
    this.checkpoints = checkpoints;
    this.file = file;
    this.writer = writer;
    this.key = key;
    directory = Path.of(configuration.data()).resolve("exports");
  }

  /** Records of one ION, both times included. */
  public record Range(String ion, Instant from, Instant to) {}

  /**
   * One JSON object a line: what it is, the records, then the checkpoints among them. Another
   * machine checks it with {@link ExportVerifier}. The caller closes the file.
   */
  ExportFile json(Range range) throws IOException {
    return written(file -> {
      Extent extent = extent(range);
      try (OutputStream lines = file.writer()) {
        line(lines, Json.canonical(Map.of("export", seal(range.ion(), extent))));
        each(range.ion(), extent, record -> line(lines, Chain.line(record)));
        for (Checkpoint checkpoint : checkpoints(range.ion(), extent)) {
          line(lines, Json.canonical(Map.of("checkpoint", checkpoint)));
        }
      }
    });
  }

  private static void line(OutputStream lines, String text) throws IOException {
    lines.write(text.getBytes(StandardCharsets.UTF_8));
    lines.write('\n');
  }

  /** The same as Parquet; what it is and the checkpoints are in the file's own metadata. */
  ExportFile parquet(Range range) throws IOException {
    return written(file -> parquet(range, file));
  }

  /** Writes a file. */
  private interface Writing {
    void to(ExportFile file) throws IOException;
  }

  /** Whole before it is sent: what fails in the middle is no answer at all. */
  private ExportFile written(Writing writing) throws IOException {
    ExportFile file = new ExportFile(directory);
    boolean done = false;
    try {
      writing.to(file);
      done = true;
      return file;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  private void parquet(Range range, ExportFile file) throws IOException {
    Extent extent = extent(range);
    SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(file)
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withRowGroupSize(ROW_GROUP)
            .withExtraMetaData(
                Map.of(
                    "ionosphere.export",
                    Json.canonical(seal(range.ion(), extent)),
                    "ionosphere.checkpoints",
                    Json.canonical(checkpoints(range.ion(), extent))))
            // The codecs are Hadoop's; a timeline is small.
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      each(range.ion(), extent, record -> writer.write(row(rows, record)));
    }
  }

  /** From the first record of the time to the last, without holes; without any if it is after. */
  private record Extent(long first, long last) {}

  /** As far as the records next to it, so that one that is missing between them shows. */
  private Extent extent(Range range) {
    String ion = range.ion();
    long last = Math.min(MOST_RECORDS, records.lastUntil(ion, range.to()));
    long first = records.firstSince(ion, range.from()).orElse(last + 1);
    first = Math.clamp(first, 1, last + 1);
    return new Extent(records.lastBefore(ion, first) + 1, end(ion, last));
  }

  private long end(String ion, long last) {
    // Asked for first: a record that the tip knows is seen afterwards, unless it was cut off.
    long tip = tips.findById(ion).map(ChainTip::sequence).orElse(0L);
    Optional<Long> next = records.firstFrom(ion, last + 1);
    if (next.isPresent() && next.get() == last + 1) {
      return last;
    }
    return Math.min(MOST_RECORDS, next.orElse(Math.max(last, tip)));
  }

  private ExportSeal seal(String ion, Extent extent) {
    String head =
        records
            .findByIonAndSequence(ion, extent.last())
            .map(TimelineRecord::hash)
            .or(() ->
                tips.findById(ion)
                    .filter(tip -> tip.sequence() == extent.last())
                    .map(ChainTip::hash))
            .orElse(Chain.START);
    Checkpoint end = writer.signed(new ChainTip(ion, extent.last(), head));
    ExportSeal seal = new ExportSeal(ion, extent.first(), key.publicKey(), end, null);
    return seal.signed(key.sign(seal.statement()));
  }

  /**
   * Those of the database and those of the file, as the hub itself checks its ledger: who rewrote
   * the one may not have reached the other. If the export has the newest record, those of later
   * ones as well: these records were cut off.
   */
  private List<Checkpoint> checkpoints(String ion, Extent extent) {
    Map<String, Checkpoint> all = new LinkedHashMap<>();
    Stream.concat(
            checkpoints
                .findByIonAndSequenceGreaterThanOrderBySequence(
                    ion, extent.first() - 1, Pageable.from(0, MOST_CHECKPOINTS).withoutTotal())
                .stream(),
            file.of(ion).stream())
        .filter(checkpoint -> checkpoint.sequence() >= extent.first())
        .forEach(checkpoint ->
            all.putIfAbsent(checkpoint.statement() + checkpoint.signature(), checkpoint));
    // Asked for last: whatever was signed meanwhile is of a record that the tip knows.
    long tip = tips.findById(ion).map(ChainTip::sequence).orElse(0L);
    return all.values().stream()
        .filter(checkpoint -> checkpoint.sequence() <= extent.last() || tip <= extent.last())
        .toList();
  }

  /** Where records go. */
  private interface Sink {
    void put(TimelineRecord record) throws IOException;
  }

  private void each(String ion, Extent extent, Sink sink) throws IOException {
    long sequence = extent.first() - 1;
    while (sequence < extent.last()) {
      List<TimelineRecord> page =
          records.slice(ion, sequence, Math.min(extent.last(), sequence + PAGE));
      if (page.isEmpty()) {
        return;
      }
      sequence = page.getLast().sequence();
      for (TimelineRecord record : page) {
        sink.put(record);
      }
    }
  }

  private static Group row(SimpleGroupFactory rows, TimelineRecord record) {
    Instant time = record.occurredAt();
    Group row =
        rows.newGroup()
            .append("ion", record.ion())
            .append("seq", record.sequence())
            .append("key", record.entryKey())
            .append("time", time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000)
            .append("kind", record.kind())
            .append("actor", record.actor())
            .append("subject", record.subject())
            .append("data", record.data())
            .append("workflow", record.workflow())
            .append("workflow_run", record.workflowRun())
            .append("previous", record.previous())
            .append("hash", record.hash());
    if (record.node() != null) {
      row.append("node", record.node());
    }
    if (record.cause() != null) {
      row.append("cause", record.cause());
    }
    if (record.evidence() != null) {
      row.append("evidence", record.evidence());
    }
    return row;
  }
}
