package dev.ionosphere.api.blob;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Bytes by the SHA-256 that names them, 64 lower-case hex digits. */
public interface BlobStore {

  /** What became of an upload. */
  enum Stored {
    NEW,
    KNOWN
  }

  /**
   * Keeps the bytes; when this returns they survive a power cut.
   *
   * @throws dev.ionosphere.api.problem.HubException if they are too many or do not fit the name
   */
  Stored put(String sha256, InputStream content) throws IOException;

  /** Nothing if there is no such blob. */
  OptionalLong size(String sha256);

  /** From a position on; the caller closes it. */
  InputStream open(String sha256, long from) throws IOException;

  /**
   * A small blob as a whole.
   *
   * @throws dev.ionosphere.api.problem.HubException if it is not there or larger
   */
  byte[] read(String sha256, long limit);

  /** Somebody counts on it: from now on it is not untouched for a while. */
  void touch(String sha256);

  /**
   * Names of blobs that nobody stored or touched since, in order, at most so many.
   *
   * @param after only names after it
   */
  List<String> untouchedSince(Instant time, String after, int most);

  /** Deletes a blob, unless it was touched since. */
  void delete(String sha256, Instant untouchedSince);
}
