package dev.ionosphere.programs.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Records of event files, as TensorFlow writes them. */
final class TestingEvents {

  private TestingEvents() {}

  /** Writes the fields of a message. */
  interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static byte[] record(byte[] payload) {
    ByteBuffer record = ByteBuffer.allocate(payload.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(payload.length).array();
    return record.put(length).putInt(masked(length)).put(payload).putInt(masked(payload)).array();
  }

  static byte[] header(long size) {
    byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(size).array();
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(length)
        .putInt(masked(length))
        .array();
  }

  private static int masked(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    int value = (int) sum.getValue();
    return (value >>> 15 | value << 17) + 0xa282ead8;
  }

  /** An event with a value, which has these fields beside its tag. */
  static byte[] event(long step, String tag, Fields value) {
    byte[] summary =
        message(out ->
            out.writeByteArray(
                1,
                message(inner -> {
                  inner.writeString(1, tag);
                  value.write(inner);
                })));
    return record(
        message(out -> {
          out.writeByteArray(5, summary);
          out.writeInt64(2, step);
          out.writeDouble(1, 1_764_547_200 + step);
        }));
  }

  static byte[] scalar(long step, String tag, double value) {
    return event(step, tag, out -> out.writeFloat(2, (float) value));
  }

  static byte[] tensor(long step, String tag, String plugin, Fields tensor) {
    return event(
        step,
        tag,
        out -> {
          out.writeByteArray(8, message(tensor));
          if (!plugin.isEmpty()) {
            byte[] data = message(inner -> inner.writeString(1, plugin));
            out.writeByteArray(9, message(metadata -> metadata.writeByteArray(1, data)));
          }
        });
  }

  static byte[] shape(long... dimensions) {
    return message(out -> {
      for (long dimension : dimensions) {
        out.writeByteArray(2, message(inner -> inner.writeInt64(1, dimension)));
      }
    });
  }

  static ByteString text(String text) {
    return ByteString.copyFrom(text, StandardCharsets.UTF_8);
  }

  static byte[] doubles(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  static byte[] floats(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return bytes.array();
  }
}
