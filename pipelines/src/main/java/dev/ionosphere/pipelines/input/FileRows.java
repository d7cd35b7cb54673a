package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowFile;
import dev.ionosphere.pipelines.parquet.ParquetTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The rows of a file of text as its format says, or of one of Parquet, which says so itself. */
interface FileRows extends Closeable {

  /**
   * Takes rows until the batch is full or the file ends.
   *
   * @return whether there may be more
   */
  boolean read(RowBatch into, Refusals refusals) throws IOException;

  /**
   * Opens a file.
   *
   * @throws dev.ionosphere.data.source.SourceException if it is not as it should be
   */
  static FileRows open(Path path, Format format, Schema wanted) throws IOException {
    if (ParquetTable.is(path)) {
      return of(ParquetTable.open(path, wanted));
    }
    RowFile file = RowFile.open(path, format.parser(String.valueOf(path.getFileName()), wanted));
    return new FileRows() {
      @Override
      public boolean read(RowBatch into, Refusals refusals) throws IOException {
        return file.read(into, refusals);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  private static FileRows of(ParquetTable table) {
    return new FileRows() {
      @Override
      public boolean read(RowBatch into, Refusals refusals) throws IOException {
        return table.read(into);
      }

      @Override
      public void close() throws IOException {
        table.close();
      }
    };
  }
}
