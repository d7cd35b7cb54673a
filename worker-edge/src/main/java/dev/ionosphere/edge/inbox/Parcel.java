package dev.ionosphere.edge.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Rows that came together, as they lie in a segment: {@code length:int crc:int rows}. It is whole
 * or it is none.
 *
 * @param next where the next one begins
 */
record Parcel(byte[] rows, long next) {

  /** Most bytes of rows. */
  static final int MOST = 1 << 20;

  private static final int HEADER = 2 * Integer.BYTES;

  static byte[] bytes(byte[] rows) {
    return ByteBuffer.allocate(HEADER + rows.length)
        .putInt(rows.length)
        .putInt(crc(rows))
        .put(rows)
        .array();
  }

  /** The one that begins there; empty if none does. */
  static Optional<Parcel> read(FileChannel channel, long at) throws IOException {
    Optional<ByteBuffer> header = read(channel, at, HEADER);
    int length = header.map(bytes -> bytes.getInt(0)).orElse(0);
    if (header.isEmpty() || length < 1 || length > MOST) {
      return Optional.empty();
    }
    return read(channel, at + HEADER, length)
        .map(ByteBuffer::array)
        .filter(rows -> crc(rows) == header.get().getInt(Integer.BYTES))
        .map(rows -> new Parcel(rows, at + HEADER + length));
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

  private static int crc(byte[] rows) {
    CRC32C crc = new CRC32C();
    crc.update(rows);
    return (int) crc.getValue();
  }
}
