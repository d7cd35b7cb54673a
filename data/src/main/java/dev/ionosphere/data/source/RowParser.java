package dev.ionosphere.data.source;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import java.util.List;

/**
 * Makes rows of the bytes of one source, from its beginning or from where a row began. Whoever has
 * the bytes calls it again with what it did not take, and more.
 */
public interface RowParser {

  /** The longest row, in bytes. Who gives it bytes gives it more than that at once. */
  int MOST_ROW = 1 << 16;

  /** Not enough bytes. */
  int INCOMPLETE = -1;

  /**
   * Looks at the beginning of the source, once.
   *
   * @param bytes the first of the source, up to {@code to}
   * @return where the first row begins, or {@link #INCOMPLETE}
   * @throws SourceException if it is no such source, or lacks a column
   */
  int begin(byte[] bytes, int to) throws SourceException;

  /** Names of the columns, if the source says them at its beginning; else none. */
  List<String> columns();

  /** Goes on at a place that an earlier parser came to. */
  void resume(RowPlace place);

  /** Where it is. */
  RowPlace place();

  /**
   * Takes rows until the bytes, the batch or the number of rows ends.
   *
   * @param last whether no more bytes will come
   * @param most rows, taken or refused
   * @return where what it did not take begins
   */
  int parse(
      byte[] bytes, int from, int to, boolean last, int most, RowBatch into, Refusals refusals);
}
