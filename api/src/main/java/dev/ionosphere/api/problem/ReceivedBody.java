package dev.ionosphere.api.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that is read while it comes: one that breaks off, is too large, or is not encoded as its
 * header says is the sender's fault, not the disk's.
 */
public final class ReceivedBody extends FilterInputStream {

  public ReceivedBody(InputStream content) {
    super(content);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw HubException.malformed("the body cannot be read to its end");
    }
  }
}
