package dev.ionosphere.models.scoring;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.OperatorKind;
import dev.ionosphere.models.scoring.operator.PlanReader;
import dev.ionosphere.models.scoring.operator.PlanWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The plan's binary form, little-endian: magic {@code IONP}, version u16, then by version; at the
 * end CRC-32C of everything before, u32. A text is its length u16 and UTF-8. Since version 2 arrays
 * begin at multiples of eight bytes. See docs/reference/model-package.md.
 */
final class PlanBytes {

  private static final int MOST_IN_MEMORY = 64 * 1024 * 1024;

  private static final int MAGIC = 0x504e4f49; // "IONP" read as little-endian
  private static final int VERSION = 2;
  private static final int HEADER = 6;
  private static final int CHECKSUM = 4;
  private static final int MOST_LABELS = 100_000;

  static byte[] write(ScoringPlan plan) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(plan, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  static void write(ScoringPlan plan, OutputStream to) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
    PlanWriter out = new PlanWriter(checked);
    try {
      write(plan, out);
      out.flush();
      out.u32((int) checked.getChecksum().getValue()).flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(ScoringPlan plan, PlanWriter out) {
    out.u32(MAGIC).u16(VERSION);
    out.u32(plan.inputs().size());
    for (Column column : plan.inputs().columns()) {
      out.text(column.name()).text(column.type().wireName()).u8(column.nullable() ? 1 : 0);
      @Nullable Categories own = plan.inputs().of(column.name());
      if (own != null) {
        out.text(own.unseen().wireName()).texts(own.values());
      }
    }
    out.u16(plan.operators().size());
    plan.operators().forEach(operator -> OperatorKind.write(operator, out));
    out.u16(plan.outputs().size());
    for (Output output : plan.outputs()) {
      out.text(output.name()).text(output.kind().wireName());
      out.u16(output.of()).u32(output.column()).texts(output.labels());
    }
    out.u8(plan.anomaly().isPresent() ? 1 : 0);
    plan.anomaly().ifPresent(rule -> out.u16(rule.output()).u32(rule.column()).f64(rule.above()));
  }

  /** What is mapped stays where it is, what is in memory is copied. */
  static ScoringPlan read(MemorySegment segment) {
    long most = segment.isMapped() ? ScoringPlan.MOST_BYTES : MOST_IN_MEMORY;
    if (segment.byteSize() < HEADER + CHECKSUM || segment.byteSize() > most) {
      throw new ModelFormatException(
          "scoring plan", segment.byteSize() + " bytes", (HEADER + CHECKSUM) + " to " + most);
    }
    ByteBuffer bytes = segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.limit() - CHECKSUM;
    PlanReader in = new PlanReader("scoring plan", bytes.slice(0, end));
    expect("magic", Integer.toUnsignedLong(in.i32()), "" + Integer.toUnsignedLong(MAGIC));
    int version = in.u16();
    expect(
        "checksum",
        Integer.toUnsignedLong(bytes.getInt(end)),
        "" + Integer.toUnsignedLong(checksum(bytes.slice(0, end))));
    PlanReader rest = version == VERSION ? in.aligned() : in;
    ScoringPlan plan =
        switch (version) {
          case FirstPlanBytes.VERSION -> FirstPlanBytes.read(rest);
          case VERSION -> plan(rest);
          default ->
              throw new ModelFormatException(
                  "scoring plan, version", version, FirstPlanBytes.VERSION + ", " + VERSION);
        };
    rest.end();
    return plan;
  }

  private static ScoringPlan plan(PlanReader in) {
    PlanInputs inputs = inputs(in);
    int steps = in.u16();
    if (steps > ScoringPlan.MOST_OPERATORS) {
      throw new ModelFormatException(
          in.path("steps"), steps, "at most " + ScoringPlan.MOST_OPERATORS);
    }
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      operators.add(OperatorKind.read(in));
    }
    int count = in.u16();
    if (count > ScoringPlan.MOST_OUTPUTS) {
      throw new ModelFormatException(
          in.path("outputs"), count, "at most " + ScoringPlan.MOST_OUTPUTS);
    }
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outputs.add(
          new Output(
              in.text("output"),
              Output.Kind.ofWireName(in.path("kind of an output"), in.text("kind of an output")),
              in.u16(),
              in.count("column", Operator.MOST_WIDTH),
              in.texts("label", MOST_LABELS)));
    }
    return new ScoringPlan(inputs, operators, outputs, anomaly(in));
  }

  private static PlanInputs inputs(PlanReader in) {
    int count = in.count("columns", Operator.MOST_WIDTH);
    List<Column> columns = new ArrayList<>();
    Map<String, Categories> categories = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String name = in.text("column " + i);
      String type = in.text("type of column " + i);
      boolean nullable = flag(in, "nullable of column " + i);
      try {
        columns.add(new Column(name, type(in.path("type of column " + i), type), nullable));
      } catch (IllegalArgumentException e) {
        throw new ModelFormatException(in.path("column " + i), "an empty name", "a name");
      }
      if (columns.getLast().type() == ColumnType.STRING) {
        categories.put(name, categories(in, i));
      }
    }
    try {
      return new PlanInputs(new Schema(columns), categories);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(in.path("columns"), "a name twice", "each name once");
    }
  }

  private static Categories categories(PlanReader in, int column) {
    String field = "unseen of column " + column;
    Unseen unseen = Unseen.ofWireName(in.path(field), in.text(field));
    return new Categories(in.texts("category of column " + column, Categories.MOST), unseen);
  }

  private static ColumnType type(String subject, String name) {
    return ColumnType.of(name)
        .orElseThrow(() -> new ModelFormatException(subject, name, "float64 and the like"));
  }

  private static Optional<AnomalyRule> anomaly(PlanReader in) {
    return flag(in, "anomaly rule")
        ? Optional.of(new AnomalyRule(in.u16(), in.count("column", Operator.MOST_WIDTH), in.f64()))
        : Optional.empty();
  }

  private static boolean flag(PlanReader in, String field) {
    int flag = in.u8();
    if (flag > 1) {
      throw new ModelFormatException(in.path(field), flag, "0, 1");
    }
    return flag == 1;
  }

  private static void expect(String subject, long got, String allowed) {
    if (!Long.toString(got).equals(allowed)) {
      throw new ModelFormatException("scoring plan, " + subject, got, allowed);
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private PlanBytes() {}
}
