package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The plan's binary form, little-endian: magic {@code IONP}, version u16, number of steps u16; each
 * step kind u16, version u16, length u32, content; at the end CRC-32C of everything before, u32. A
 * text is its length u16 and UTF-8. See docs/reference/model-package.md.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here wraps the whole of its array
final class PlanBytes {

  static final int MAGIC = 0x504e4f49; // "IONP" read as little-endian
  static final int VERSION = 1;
  static final int MAXIMUM_BYTES = 64 * 1024 * 1024;
  private static final int MAXIMUM_STEPS = 64;
  private static final int HEADER = 8;
  private static final int STEP_HEADER = 8;
  private static final int CHECKSUM = 4;

  private static final int SELECT = 1;
  private static final int STANDARDISE = 2;
  private static final int K_MEANS = 3;

  private PlanBytes() {}

  static byte[] write(ScoringPlan plan) {
    List<byte[]> contents = plan.steps().stream().map(PlanBytes::content).toList();
    int steps = contents.stream().mapToInt(content -> STEP_HEADER + content.length).sum();
    ByteBuffer out = littleEndian(new byte[HEADER + steps + CHECKSUM]);
    out.putInt(MAGIC).putShort((short) VERSION).putShort((short) contents.size());
    for (int i = 0; i < contents.size(); i++) {
      out.putShort((short) kind(plan.steps().get(i))).putShort((short) 1);
      out.putInt(contents.get(i).length).put(contents.get(i));
    }
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  private static int kind(Step step) {
    return switch (step) {
      case Step.SelectColumns select -> SELECT;
      case Step.Standardise standardise -> STANDARDISE;
      case Step.KMeans kMeans -> K_MEANS;
    };
  }

  private static byte[] content(Step step) {
    return switch (step) {
      case Step.SelectColumns select -> names(select.names());
      case Step.Standardise standardise ->
          put(
                  put(
                      sized(Integer.BYTES + 16 * standardise.width()).putInt(standardise.width()),
                      standardise.means()),
                  standardise.deviations())
              .array();
      case Step.KMeans kMeans ->
          put(
                  sized(2 * Integer.BYTES + Double.BYTES * (1 + kMeans.centres().size()))
                      .putInt(kMeans.width())
                      .putInt(kMeans.clusters())
                      .putDouble(kMeans.threshold()),
                  kMeans.centres())
              .array();
    };
  }

  private static byte[] names(List<String> names) {
    List<byte[]> texts = names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
    int size = texts.stream().mapToInt(text -> Short.BYTES + text.length).sum();
    ByteBuffer out = sized(Integer.BYTES + size).putInt(texts.size());
    texts.forEach(text -> out.putShort((short) text.length).put(text));
    return out.array();
  }

  private static ByteBuffer put(ByteBuffer out, Vector vector) {
    for (int i = 0; i < vector.size(); i++) {
      out.putDouble(vector.get(i));
    }
    return out;
  }

  static ScoringPlan read(byte[] bytes) {
    if (bytes.length < HEADER + CHECKSUM || bytes.length > MAXIMUM_BYTES) {
      throw new ModelFormatException(
          "scoring plan", bytes.length + " bytes", (HEADER + CHECKSUM) + " to " + MAXIMUM_BYTES);
    }
    ByteBuffer in = littleEndian(bytes).limit(bytes.length - CHECKSUM);
    expect("magic", Integer.toUnsignedLong(in.getInt()), Integer.toUnsignedLong(MAGIC));
    expect("version", Short.toUnsignedLong(in.getShort()), VERSION);
    long checksum = Integer.toUnsignedLong(littleEndian(bytes).getInt(bytes.length - CHECKSUM));
    expect("checksum", checksum, Integer.toUnsignedLong(checksum(bytes, bytes.length - CHECKSUM)));
    int count = Short.toUnsignedInt(in.getShort());
    if (count > MAXIMUM_STEPS) {
      throw new ModelFormatException("scoring plan, steps", count, "at most " + MAXIMUM_STEPS);
    }
    try {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        steps.add(step(in, "scoring plan, step " + i));
      }
      expect("bytes after the last step", in.remaining(), 0);
      return new ScoringPlan(steps);
    } catch (BufferUnderflowException e) {
      throw new ModelFormatException(
          "scoring plan", "an end in the middle of a step", "whole steps");
    }
  }

  private static Step step(ByteBuffer in, String subject) {
    int kind = Short.toUnsignedInt(in.getShort());
    expect(subject + ", version", Short.toUnsignedLong(in.getShort()), 1);
    ByteBuffer content = slice(in, count(in, subject + ", length", in.remaining() - 4));
    Step step =
        switch (kind) {
          case SELECT -> new Step.SelectColumns(names(content, subject));
          case STANDARDISE -> {
            int width = count(content, subject + ", width", Step.SelectColumns.MAXIMUM);
            yield new Step.Standardise(vector(content, width), vector(content, width));
          }
          case K_MEANS -> {
            int width = count(content, subject + ", width", Step.SelectColumns.MAXIMUM);
            int clusters = count(content, subject + ", clusters", Step.KMeans.MAXIMUM);
            double threshold = content.getDouble();
            yield new Step.KMeans(width, vector(content, (long) width * clusters), threshold);
          }
          default ->
              throw new ModelFormatException(
                  subject + ", kind", kind, "1 (select), 2 (standardise), 3 (k-means)");
        };
    expect(subject + ", bytes after its content", content.remaining(), 0);
    return step;
  }

  private static List<String> names(ByteBuffer in, String subject) {
    int count = count(in, subject + ", names", Step.SelectColumns.MAXIMUM);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer text = slice(in, Short.toUnsignedInt(in.getShort()));
      try {
        names.add(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
      } catch (CharacterCodingException e) {
        throw new ModelFormatException(subject + ", name " + i, "other bytes", "UTF-8");
      }
    }
    return names;
  }

  /** Checks what is there before it allocates, so a huge count costs nothing. */
  private static Vector vector(ByteBuffer in, long size) {
    if (size * Double.BYTES > in.remaining()) {
      throw new BufferUnderflowException();
    }
    double[] values = new double[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getDouble();
    }
    return Vector.of(values);
  }

  private static ByteBuffer slice(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer slice = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return slice;
  }

  private static int count(ByteBuffer in, String subject, int maximum) {
    int count = in.getInt();
    if (count < 0 || count > maximum) {
      throw new ModelFormatException(subject, Integer.toUnsignedString(count), "0 to " + maximum);
    }
    return count;
  }

  private static void expect(String subject, long got, long allowed) {
    if (got != allowed) {
      throw new ModelFormatException("scoring plan, " + subject, got, "" + allowed);
    }
  }

  private static ByteBuffer sized(int size) {
    return littleEndian(new byte[size]);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
