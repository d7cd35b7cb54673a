package dev.ionosphere.edge.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Rows that came together, as they lie in a segment: {@code length:int crc:int marks:int (id:int
 * crc:int)* rows}, where length and the first crc are of all that follows them. It is whole or it
 * is none.
 *
 * @param next where the next one begins
 */
record Parcel(List<Mark> marks, byte[] rows, long next) {

  /** Most bytes of rows. */
  static final int MOST = 1 << 20;

  private static final int HEADER = 2 * Integer.BYTES;
  private static final int MARK = 2 * Integer.BYTES;
  private static final int MOST_CONTENT = Integer.BYTES + Marks.MOST * MARK + MOST;

  static byte[] bytes(byte[] rows, List<Mark> marks) {
    int length = Integer.BYTES + marks.size() * MARK + rows.length;
    ByteBuffer parcel = ByteBuffer.allocate(HEADER + length).putInt(length).putInt(0);
    parcel.putInt(marks.size());
    marks.forEach(mark -> parcel.putInt(mark.id()).putInt(mark.crc()));
    parcel.put(rows);
    return parcel.putInt(Integer.BYTES, crc(parcel.array(), HEADER)).array();
  }

  /** The one that begins there; empty if none does. */
  static Optional<Parcel> read(FileChannel channel, long at) throws IOException {
    Optional<ByteBuffer> header = read(channel, at, HEADER);
    int length = header.map(bytes -> bytes.getInt(0)).orElse(0);
    if (header.isEmpty() || length <= Integer.BYTES || length > MOST_CONTENT) {
      return Optional.empty();
    }
    return read(channel, at + HEADER, length)
        .filter(content -> crc(content.array(), 0) == header.get().getInt(Integer.BYTES))
        .map(content -> of(content.flip(), at + HEADER + length));
  }

  private static Parcel of(ByteBuffer content, long next) {
    int count = content.getInt();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      marks.add(new Mark(content.getInt(), content.getInt()));
    }
    byte[] rows = new byte[content.remaining()];
    content.get(rows);
    return new Parcel(marks, rows, next);
  }

  private static Optional<ByteBuffer> read(FileChannel channel, long at, int length)
      throws IOException {
    if (at + length > channel.size()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(bytes);
  }

  private static int crc(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
