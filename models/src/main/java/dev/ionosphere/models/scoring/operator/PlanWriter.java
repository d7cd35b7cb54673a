package dev.ionosphere.models.scoring.operator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes the binary form of plans, little-endian. */
public final class PlanWriter {

  private ByteBuffer out = littleEndian(new byte[256]);

  public PlanWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  public PlanWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  public PlanWriter u32(int value) {
    room(4).putInt(value);
    return this;
  }

  public PlanWriter f64(double value) {
    room(8).putDouble(value);
    return this;
  }

  public PlanWriter text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    u16(bytes.length);
    room(bytes.length).put(bytes);
    return this;
  }

  /** Their number and each. */
  public PlanWriter texts(List<String> texts) {
    u32(texts.size());
    texts.forEach(this::text);
    return this;
  }

  /** Only the numbers: how many there are is written before. */
  public PlanWriter numbers(Vector vector) {
    room(Math.multiplyExact(8, vector.size()));
    for (int i = 0; i < vector.size(); i++) {
      out.putDouble(vector.get(i));
    }
    return this;
  }

  /** Only the numbers: how many there are is written before. */
  public PlanWriter wholes(int[] wholes) {
    room(Math.multiplyExact(4, wholes.length));
    for (int whole : wholes) {
      out.putInt(whole);
    }
    return this;
  }

  /** What another has written, after its length. */
  public PlanWriter sized(PlanWriter content) {
    u32(content.out.position());
    room(content.out.position()).put(content.out.array(), 0, content.out.position());
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int size =
          Math.max(
              Math.addExact(out.position(), bytes),
              (int) Math.min(2L * out.capacity(), Integer.MAX_VALUE - 8));
      ByteBuffer larger = littleEndian(new byte[size]);
      larger.put(out.flip());
      out = larger;
    }
    return out;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
