package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the binary form of plans, trusting nothing in it: what is said to be there is checked
 * before room is made for it, so a huge count costs nothing.
 */
public final class PlanReader {

  /** Arrays from this size on stay where a file is mapped. */
  static final int LARGE = 1 << 16;

  private final String subject;
  private final ByteBuffer in;
  private final boolean aligned;

  /**
   * @param subject what it is, for messages
   * @param bytes from place 0 to the limit; large arrays of a direct buffer are read where they
   *     are, whenever they are needed
   */
  public PlanReader(String subject, ByteBuffer bytes) {
    this(subject, bytes.slice(), false);
  }

  private PlanReader(String subject, ByteBuffer in, boolean aligned) {
    this.subject = subject;
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.aligned = aligned;
  }

  /** The rest of it, where arrays begin at multiples of eight bytes. */
  public PlanReader aligned() {
    ByteBuffer rest = in.duplicate();
    in.position(in.limit());
    return new PlanReader(subject, rest, true);
  }

  public String path(String field) {
    return subject + ", " + field;
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
    DoubleBuffer numbers = array(Math.multiplyExact(8, size)).asDoubleBuffer();
    if (isLarge(numbers.limit(), Double.BYTES)) {
      return Vector.viewing(numbers);
    }
    double[] values = new double[numbers.limit()];
    numbers.get(values);
    return Vector.viewing(DoubleBuffer.wrap(values));
  }

  /** So many numbers, finite or missing. */
  Vector numbersOrMissing(long size) {
    DoubleBuffer numbers = array(Math.multiplyExact(8, size)).asDoubleBuffer();
    double[] values = new double[numbers.limit()];
    numbers.get(values);
    return Vector.orMissing(values);
  }

  /** So many whole numbers. */
  public int[] wholes(long size) {
    IntBuffer wholes = slice(Math.multiplyExact(4, size)).asIntBuffer();
    int[] values = new int[wholes.limit()];
    wholes.get(values);
    return values;
  }

  /** So many nodes of trees, not checked. */
  Nodes nodes(long size) {
    ByteBuffer nodes = array(Math.multiplyExact(Nodes.BYTES, size));
    if (isLarge(nodes.limit(), 1)) {
      return new Nodes(nodes);
    }
    ByteBuffer copy = ByteBuffer.allocate(nodes.limit()).order(ByteOrder.LITTLE_ENDIAN);
    return new Nodes(copy.put(nodes).flip());
  }

  private boolean isLarge(int size, int bytes) {
    return in.isDirect() && (long) size * bytes >= LARGE;
  }

  /** What was written with its length before it. */
  public PlanReader sized() {
    int length = in.remaining() < 4 ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new ModelFormatException(
          path("length"), Integer.toUnsignedString(length), "at most " + in.remaining());
    }
    return new PlanReader(subject, array(length), aligned);
  }

  /** Nothing may be left. */
  public void end() {
    if (in.hasRemaining()) {
      throw new ModelFormatException(path("bytes after its content"), in.remaining(), "0");
    }
  }

  /** What begins at a multiple of eight; before it are zeros. */
  private ByteBuffer array(long length) {
    while (aligned && in.position() % PlanWriter.ALIGNMENT != 0) {
      int filling = u8();
      if (filling != 0) {
        throw new ModelFormatException(path("filling"), filling, "0");
      }
    }
    return slice(length);
  }

  private ByteBuffer slice(long length) {
    ByteBuffer slice = needed(length).slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return slice.order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer needed(long bytes) {
    if (bytes > in.remaining()) {
      throw new ModelFormatException(subject, "an end in the middle", "all of its content");
    }
    return in;
  }
}
