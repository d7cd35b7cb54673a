package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.RowPlace;
import java.io.Closeable;
import java.io.IOException;

/** What a file holds, by offset, and whether it is the one of a position. */
interface SourceBytes extends Closeable {

  /** Reads up to {@code length} bytes; answers how many there were. */
  int read(long at, byte[] into, int length) throws IOException;

  /** Whether what was read before is still there, as it was. */
  boolean continues(FilePosition from) throws IOException;

  FilePosition position(long offset, RowPlace place) throws IOException;
}
