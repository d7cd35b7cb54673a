package dev.ionosphere.data.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What rows come from, bit by bit and for ever: a file that grows, a folder, a topic. It is opened
 * at the {@link Position} that an earlier one came to. One thread.
 */
public interface Source extends Closeable {

  /** What keeps the columns from being read; empty also while there is nothing to look at. */
  Optional<String> check();

  /**
   * Takes the next rows, if there are any now. If it fails, the source is where it was.
   *
   * @param most rows, taken or refused
   * @throws SourceException if the source is not what it should be
   */
  Poll poll(int most) throws IOException;

  /** Number of the next row, from 0, as people count them in what is read now. */
  long nextRow();

  /** Bytes that are there and were not taken; empty if that is not known. */
  default OptionalLong behind() throws IOException {
    return OptionalLong.empty();
  }

  /** Why there is nothing to take, if what the rows would come from is not there. */
  default Optional<String> absent() throws IOException {
    return Optional.empty();
  }

  /** Where it was is durable, together with what was counted up to there. */
  default void committed(Position position) throws IOException {}

  @Override
  default void close() throws IOException {}
}
