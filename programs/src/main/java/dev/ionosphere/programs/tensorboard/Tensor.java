package dev.ionosphere.programs.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A {@code TensorProto}: a view of its bytes, none of which is copied. The last number stands for
 * all that are missing after it.
 */
final class Tensor {

  private static final int FLOAT = 1;
  private static final int DOUBLE = 2;
  private static final int INT32 = 3;
  private static final int INT64 = 9;
  private static final int BFLOAT16 = 14;
  private static final int HALF = 19;

  /** How the numbers lie: little-endian, or as varints. */
  private enum Layout {
    NONE,
    FIXED,
    VARINT
  }

  private int type;
  private int rank;
  private long size = 1;
  private Layout layout = Layout.NONE;
  private ByteBuffer numbers = ByteBuffer.allocate(0);
  private Optional<ByteBuffer> text = Optional.empty();

  /** Reads the message up to the stream's limit. */
  static Tensor read(CodedInputStream in) throws IOException {
    Tensor tensor = new Tensor();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> tensor.type = in.readEnum();
        case 2 -> tensor.shape(in);
        case 4 -> tensor.numbers(in.readByteBuffer(), Layout.FIXED);
        case 5 -> tensor.fixed(in, tag, Float.BYTES);
        case 6 -> tensor.fixed(in, tag, Double.BYTES);
        case 7, 10, 13 -> tensor.varints(in, tag);
        case 8 -> tensor.text(in.readByteBuffer());
        default -> in.skipField(tag);
      }
    }
    return tensor;
  }

  private void shape(CodedInputStream in) throws IOException {
    int before = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 2) {
        rank++;
        long dimension = dimension(in);
        size = dimension < 0 || size > Integer.MAX_VALUE ? Long.MAX_VALUE : size * dimension;
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(before);
  }

  private static long dimension(CodedInputStream in) throws IOException {
    long dimension = 0;
    int before = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        dimension = Math.min(in.readInt64(), Integer.MAX_VALUE);
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(before);
    return dimension;
  }

  private void fixed(CodedInputStream in, int tag, int bytes) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      numbers(in.readByteBuffer(), Layout.FIXED);
      return;
    }
    ByteBuffer one = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes == Float.BYTES) {
      one.putInt(in.readRawLittleEndian32());
    } else {
      one.putLong(in.readRawLittleEndian64());
    }
    numbers(one.flip(), Layout.FIXED);
  }

  private void varints(CodedInputStream in, int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      numbers(in.readByteBuffer(), Layout.VARINT);
      return;
    }
    ByteBuffer one = ByteBuffer.allocate(10);
    long left = in.readInt64();
    while ((left & ~0x7fL) != 0) {
      one.put((byte) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    one.put((byte) left);
    numbers(one.flip(), Layout.VARINT);
  }

  /** Of several fields with numbers the first that has any. */
  private void numbers(ByteBuffer bytes, Layout how) {
    if (!numbers.hasRemaining()) {
      numbers = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
      layout = how;
    }
  }

  private void text(ByteBuffer bytes) {
    text = text.or(() -> Optional.of(bytes));
  }

  /** The only number of a tensor that has one. */
  OptionalDouble scalar() throws IOException {
    if (size != 1 || text.isPresent()) {
      return OptionalDouble.empty();
    }
    return switch (layout) {
      // Writers leave a zero out.
      case NONE -> isPlain() ? OptionalDouble.of(0) : OptionalDouble.empty();
      case FIXED -> held() > 0 ? OptionalDouble.of(fixedAt(0)) : OptionalDouble.empty();
      case VARINT -> numbers.hasRemaining() ? OptionalDouble.of(varint()) : OptionalDouble.empty();
    };
  }

  private boolean isPlain() {
    return type == FLOAT || type == DOUBLE || type == INT32 || type == INT64;
  }

  private double varint() throws IOException {
    long value = CodedInputStream.newInstance(numbers.duplicate()).readInt64();
    return switch (type) {
      case HALF -> Float.float16ToFloat((short) value);
      case BFLOAT16 -> Float.intBitsToFloat((int) value << 16);
      default -> value;
    };
  }

  int rank() {
    return rank;
  }

  /** Whether it is a table of three columns of floats or doubles, as histograms are. */
  boolean isTableOfThree() {
    boolean floats = layout == Layout.FIXED && (type == FLOAT || type == DOUBLE);
    return rank == 2 && size % 3 == 0 && size <= 1 << 24 && (size == 0 || floats && held() > 0);
  }

  /** Numbers that the shape says. */
  int size() {
    return (int) size;
  }

  /** A number of a tensor that holds floats or doubles. */
  double at(int index) {
    return fixedAt(Math.min(index, held() - 1));
  }

  /** Numbers that are there. */
  private int held() {
    return switch (type) {
      case FLOAT, INT32 -> numbers.remaining() / Float.BYTES;
      case DOUBLE, INT64 -> numbers.remaining() / Double.BYTES;
      case HALF, BFLOAT16 -> numbers.remaining() / Short.BYTES;
      default -> 0;
    };
  }

  private double fixedAt(int index) {
    return switch (type) {
      case FLOAT -> numbers.getFloat(index * Float.BYTES);
      case DOUBLE -> numbers.getDouble(index * Double.BYTES);
      case INT32 -> numbers.getInt(index * Integer.BYTES);
      case INT64 -> numbers.getLong(index * Long.BYTES);
      case HALF -> Float.float16ToFloat(numbers.getShort(index * Short.BYTES));
      default -> Float.intBitsToFloat(numbers.getShort(index * Short.BYTES) << 16);
    };
  }

  /** Its first text, cut after so many bytes. */
  Optional<String> text(int most) {
    return text.map(bytes -> string(bytes, most));
  }

  static String string(ByteBuffer bytes, int most) {
    byte[] letters = new byte[Math.min(most, bytes.remaining())];
    bytes.duplicate().get(letters);
    return new String(letters, StandardCharsets.UTF_8);
  }
}
