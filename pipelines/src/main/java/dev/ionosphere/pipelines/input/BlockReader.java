package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads one file, block by block. One thread. */
final class BlockReader implements Iterator<RowBlock> {

  private static final int MOST_ROWS = 4_096;

  /** Of all columns together, so that a block of many columns is no larger than others. */
  private static final int MOST_VALUES = 1 << 20;

  /** Blocks of a file. */
  private static final int POSITIONS = 32;

  private final FileRows file;
  private final @Nullable LabelColumn label;
  private final RowBatch batch;
  private long position;
  private boolean more = true;

  /**
   * @param index of the file
   * @param columns numbers and texts
   * @param label read beside them
   */
  BlockReader(TableFiles files, int index, List<Column> columns, @Nullable LabelColumn label)
      throws IOException {
    Path path = Path.of(files.paths().get(index));
    Schema wanted = wanted(columns, label);
    this.label = label;
    file = FileRows.open(path, files.format(), wanted);
    batch = new RowBatch(wanted, Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / columns.size())));
    position = (long) index << POSITIONS;
  }

  private static Schema wanted(List<Column> columns, @Nullable LabelColumn label) {
    List<Column> wanted = new ArrayList<>(columns);
    if (label != null) {
      wanted.add(label.column());
    }
    return new Schema(wanted);
  }

  /** Of a block's position, a number that spreads all blocks evenly. */
  static long spread(long position) {
    return (position >> POSITIONS) + (position & ((1L << POSITIONS) - 1));
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public RowBlock next() {
    if (!more) {
      throw new NoSuchElementException();
    }
    try {
      Refusals refusals = new Refusals();
      more = file.read(batch, refusals);
      if (!more) {
        close();
      }
      return RowBlock.of(position++, batch, label, refusals);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Lets go of the file, which it does by itself at its end. */
  void close() {
    try {
      file.close();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
