package dev.ionosphere.data.check;

import dev.ionosphere.data.csv.CsvHeader;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowFile;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a table holds, of one file or of several together. */
public final class TableProfile implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int BATCH = 1_024;

  private final List<String> names;
  private final LinkedHashMap<String, ColumnProfile> columns = new LinkedHashMap<>();
  private final Refusals refusals = new Refusals();
  private long rows;

  TableProfile(List<String> names) {
    this.names = new ArrayList<>(names);
  }

  /**
   * Reads a whole file.
   *
   * @throws SourceException if it is no file of the format
   */
  public static TableProfile read(Path file, Format format) throws IOException {
    ProfilingParser parser = ProfilingParser.of(String.valueOf(file.getFileName()), format);
    RowBatch none = new RowBatch(new Schema(List.of()), BATCH);
    try (RowFile rows = RowFile.open(file, parser)) {
      TableProfile profile = parser.profile();
      boolean more;
      do {
        more = rows.read(none, profile.refusals);
        profile.rows += none.size();
      } while (more);
      parser.end(profile.rows);
      return profile;
    }
  }

  /** Takes in another part of the same table. */
  public void merge(TableProfile other) {
    other.columns.forEach((name, profile) -> columns.merge(name, profile, TableProfile::merged));
    refusals.addAll(other.refusals);
    rows += other.rows;
  }

  private static ColumnProfile merged(ColumnProfile one, ColumnProfile other) {
    one.merge(other);
    return one;
  }

  /** The names as they are written, one a field; of JSON in the order in which they came. */
  public CsvHeader header() {
    return new CsvHeader(names);
  }

  /** The columns that can be asked for, by name. */
  public Map<String, ColumnProfile> columns() {
    return columns;
  }

  /** Rows with a value for each field of the header. */
  public long rows() {
    return rows;
  }

  public Refusals refusals() {
    return refusals;
  }

  ColumnProfile column(String name) {
    return columns.computeIfAbsent(
        name,
        added -> {
          if (!names.contains(added)) {
            names.add(added);
          }
          return new ColumnProfile(added);
        });
  }

  /** A parser that has begun may say so; of JSON it says nothing. */
  static List<String> names(RowParser parser) {
    return parser.columns();
  }
}
