package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the binary form of plans, trusting nothing in it: what is said to be there is checked
 * before room is made for it, so a huge count costs nothing.
 */
public final class PlanReader {

  private final String subject;
  private final ByteBuffer in;

  /**
   * @param subject what it is, for messages
   */
  public PlanReader(String subject, byte[] bytes, int from, int to) {
    this(subject, ByteBuffer.wrap(bytes, from, to - from));
  }

  private PlanReader(String subject, ByteBuffer in) {
    this.subject = subject;
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  public String path(String field) {
    return subject + ", " + field;
  }

  /** The same, called by another name in messages. */
  public PlanReader named(String name) {
    return new PlanReader(name, slice(in.remaining()));
  }

  public int u8() {
    return Byte.toUnsignedInt(needed(1).get());
  }

  public int u16() {
    return Short.toUnsignedInt(needed(2).getShort());
  }

  /** A count, of at most so many. */
  public int count(String field, int maximum) {
    int count = needed(4).getInt();
    if (count < 0 || count > maximum) {
      throw new ModelFormatException(
          path(field), Integer.toUnsignedString(count), "0 to " + maximum);
    }
    return count;
  }

  /** Any whole number. */
  public int i32() {
    return needed(4).getInt();
  }

  public double f64() {
    return needed(8).getDouble();
  }

  public String text(String field) {
    ByteBuffer text = slice(u16());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(path(field), "other bytes", "UTF-8");
    }
  }

  public List<String> texts(String field, int maximum) {
    int count = count(field, maximum);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(field + " " + i));
    }
    return texts;
  }

  /** So many finite numbers. */
  public Vector numbers(long size) {
    needed(Math.multiplyExact(8, size));
    double[] values = new double[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getDouble();
    }
    return Vector.of(values);
  }

  /** So many whole numbers. */
  public int[] wholes(long size) {
    needed(Math.multiplyExact(4, size));
    int[] values = new int[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getInt();
    }
    return values;
  }

  /** What was written with its length before it. */
  public PlanReader sized() {
    int length = in.remaining() < 4 ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new ModelFormatException(
          path("length"), Integer.toUnsignedString(length), "at most " + in.remaining());
    }
    return new PlanReader(subject, slice(length));
  }

  /** Nothing may be left. */
  public void end() {
    if (in.hasRemaining()) {
      throw new ModelFormatException(path("bytes after its content"), in.remaining(), "0");
    }
  }

  private ByteBuffer slice(int length) {
    ByteBuffer slice = needed(length).slice(in.position(), length);
    in.position(in.position() + length);
    return slice;
  }

  private ByteBuffer needed(long bytes) {
    if (bytes > in.remaining()) {
      throw new ModelFormatException(subject, "an end in the middle", "all of its content");
    }
    return in;
  }
}
