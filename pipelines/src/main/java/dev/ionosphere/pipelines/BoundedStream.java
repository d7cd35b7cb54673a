package dev.ionosphere.pipelines;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the first bytes and counts all, so that what is too large takes no room. */
final class BoundedStream extends FilterOutputStream {

  private final long most;
  private long size;

  BoundedStream(OutputStream out, long most) {
    super(out);
    this.most = most;
  }

  /** Bytes that came, written or not. */
  long size() {
    return size;
  }

  @Override
  public void write(int single) throws IOException {
    if (size++ < most) {
      out.write(single);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long room = Math.max(0, most - size);
    size += length;
    out.write(bytes, offset, (int) Math.min(length, room));
  }
}
