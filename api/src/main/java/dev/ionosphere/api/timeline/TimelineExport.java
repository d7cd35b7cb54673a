package dev.ionosphere.api.timeline;

import dev.ionosphere.api.json.Json;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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
            optional int64 cause;
            optional binary evidence (STRING);
            required binary data (STRING);
            required binary workflow (STRING);
            required binary workflow_run (STRING);
            required binary previous (STRING);
            required binary hash (STRING);
          }
          """);

  private final TimelineRecords records;

  TimelineExport(TimelineRecords records) {
    this.records = records;
  }

  /** Records of one ION, both times included. */
  public record Range(String ion, Instant from, Instant to) {}

  /** One JSON object a line, with the names of the API. */
  public byte[] json(Range range) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    each(
        range,
        record ->
            bytes.writeBytes(
                (Json.canonical(TimelineView.of(record)) + "\n").getBytes(StandardCharsets.UTF_8)));
    return bytes.toByteArray();
  }

  public byte[] parquet(Range range) {
    MemoryFile file = new MemoryFile();
    SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(file)
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            // The codecs are Hadoop's; a timeline is small.
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      each(range, record -> write(writer, row(rows, record)));
    } catch (IOException e) {
      throw new UncheckedIOException("timeline of " + range.ion(), e);
    }
    return file.bytes();
  }

  private void each(Range range, Consumer<TimelineRecord> consumer) {
    long sequence = 0;
    for (; ; ) {
      List<TimelineRecord> page =
          records.findByIonAndSequenceGreaterThanOrderBySequence(
              range.ion(), sequence, Pageable.from(0, PAGE).withoutTotal());
      if (page.isEmpty()) {
        return;
      }
      sequence = page.getLast().sequence();
      page.stream()
          .filter(record -> !record.occurredAt().isBefore(range.from()))
          .filter(record -> !record.occurredAt().isAfter(range.to()))
          .forEach(consumer);
    }
  }

  private static void write(ParquetWriter<Group> writer, Group row) {
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
