package dev.ionosphere.pipelines.parquet;

import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.csv.CsvHeader;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A file of Parquet, row by row. Its columns have types of their own: text that looks like a number
 * is none, and a value that is null or NaN is missing. One thread.
 */
public final class ParquetTable implements Closeable {

  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int BATCH = 1_024;

  private final String name;
  private final ParquetFileReader file;
  private final MessageColumnIO columns;
  private final RowMaterializer row;
  private @Nullable RecordReader<RowMaterializer> rows;
  private long number;
  private long left;

  private ParquetTable(String name, ParquetFileReader file, MessageType projection, Schema wanted) {
    this.name = name;
    this.file = file;
    file.setRequestedSchema(projection);
    this.columns = new ColumnIOFactory().getColumnIO(projection);
    this.row = new RowMaterializer(projection, wanted);
  }

  /** Whether the file says that it is Parquet. */
  public static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Opens a file.
   *
   * @param wanted columns to read; one that the file lacks has no value in any row
   * @throws SourceException if it is broken, or a column is of another type
   */
  public static ParquetTable open(Path path, Schema wanted) throws IOException {
    String name = String.valueOf(path.getFileName());
    ParquetFileReader file = reader(name, path);
    try {
      return new ParquetTable(name, file, projection(name, schema(file), wanted), wanted);
    } catch (SourceException refused) {
      file.close();
      throw refused;
    } catch (RuntimeException | OutOfMemoryError broken) {
      file.close();
      throw broken(name, broken);
    }
  }

  /**
   * Reads a whole file and says what its columns hold.
   *
   * @throws SourceException if it is broken
   */
  public static TableProfile profile(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    Schema all;
    List<String> names;
    try (ParquetFileReader file = reader(name, path)) {
      MessageType schema = schema(file);
      names = schema.getFields().stream().map(Type::getName).toList();
      if (names.size() > CsvHeader.MOST_COLUMNS) {
        throw new SourceException(
            "source '%s' has %d columns, allowed are %d"
                .formatted(name, names.size(), CsvHeader.MOST_COLUMNS));
      }
      all = ParquetTypes.readable(schema);
    }
    TableProfile profile = TableProfile.typed(names);
    RowBatch batch = new RowBatch(all, BATCH);
    try (ParquetTable table = open(path, all)) {
      boolean more;
      do {
        more = table.read(batch);
        profile.add(batch);
      } while (more);
    }
    return profile;
  }

  private static MessageType schema(ParquetFileReader file) {
    return file.getFileMetaData().getSchema();
  }

  private static ParquetFileReader reader(String name, Path path) throws IOException {
    try {
      return ParquetFileReader.open(
          new LocalInputFile(path),
          ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    } catch (IOException | RuntimeException | OutOfMemoryError broken) {
      throw broken(name, broken);
    }
  }

  private static MessageType projection(String name, MessageType schema, Schema wanted)
      throws SourceException {
    for (var column : wanted.columns()) {
      if (schema.containsField(column.name())) {
        ParquetTypes.check(name, schema.getType(column.name()), column);
      }
    }
    return new MessageType(
        schema.getName(),
        schema.getFields().stream()
            .filter(field -> wanted.names().contains(field.getName()))
            .toList());
  }

  /**
   * Takes rows until the batch is full or the file ends.
   *
   * @return whether there may be more
   * @throws SourceException if the file is broken
   */
  public boolean read(RowBatch into) throws IOException {
    into.clear();
    row.into(into);
    try {
      while (!into.isFull()) {
        if (left == 0 && !nextGroup()) {
          return false;
        }
        into.begin(number);
        if (rows != null) {
          rows.read();
        }
        into.end();
        number++;
        left--;
      }
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError broken) {
      throw broken(name, broken);
    }
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages = file.readNextRowGroup();
    if (pages == null) {
      return false;
    }
    left = pages.getRowCount();
    rows = columns.getRecordReader(pages, row);
    return true;
  }

  /** A few bytes that are wrong announce gigabytes, for which room is made before they are read. */
  private static SourceException broken(String name, Throwable why) {
    String reason =
        why instanceof OutOfMemoryError
            ? "a part of it would take more than the memory that there is"
            : String.valueOf(why.getMessage());
    return new SourceException("source '%s' is Parquet, and broken: %s".formatted(name, reason));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
