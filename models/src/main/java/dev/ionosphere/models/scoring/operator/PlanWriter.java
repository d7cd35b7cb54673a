package dev.ionosphere.models.scoring.operator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the binary form of plans, little-endian, to a stream: nothing large is held. Arrays begin
 * at multiples of {@link #ALIGNMENT} bytes. What the stream throws comes as {@link
 * UncheckedIOException}.
 */
public final class PlanWriter {

  static final int ALIGNMENT = 8;

  private final OutputStream out;
  private final ByteBuffer held = ByteBuffer.allocate(1 << 13).order(ByteOrder.LITTLE_ENDIAN);
  private long position;

  public PlanWriter(OutputStream out) {
    this.out = out;
  }

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
    return u16(bytes.length).bytes(ByteBuffer.wrap(bytes));
  }

  /** Their number and each. */
  public PlanWriter texts(List<String> texts) {
    u32(texts.size());
    texts.forEach(this::text);
    return this;
  }

  /** Only the numbers: how many there are is written before. */
  public PlanWriter numbers(Vector vector) {
    aligned();
    for (int i = 0; i < vector.size(); i++) {
      f64(vector.get(i));
    }
    return this;
  }

  /** Only the numbers: how many there are is written before. */
  public PlanWriter wholes(int[] wholes) {
    for (int whole : wholes) {
      u32(whole);
    }
    return this;
  }

  PlanWriter bytes(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      ByteBuffer some = bytes.slice();
      some.limit(Math.min(some.limit(), held.capacity()));
      bytes.position(bytes.position() + some.limit());
      room(some.limit()).put(some);
    }
    return this;
  }

  /** Zeros up to where an array may begin. */
  PlanWriter aligned() {
    while (position % ALIGNMENT != 0) {
      u8(0);
    }
    return this;
  }

  /** What another writes, after its length. It is asked twice, and must write the same. */
  public PlanWriter sized(Consumer<PlanWriter> content) {
    PlanWriter measure = new PlanWriter(OutputStream.nullOutputStream());
    content.accept(measure);
    u32(Math.toIntExact(measure.position)).aligned();
    content.accept(this);
    return this;
  }

  /** Hands all of it to the stream. */
  public void flush() {
    try {
      out.write(held.array(), 0, held.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    held.clear();
  }

  private ByteBuffer room(int bytes) {
    if (held.remaining() < bytes) {
      flush();
    }
    position += bytes;
    return held;
  }
}
