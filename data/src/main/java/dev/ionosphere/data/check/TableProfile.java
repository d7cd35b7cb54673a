package dev.ionosphere.data.check;

import dev.ionosphere.data.csv.CsvHeader;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowFile;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a table holds, of one file or of several together. */
public final class TableProfile implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int BATCH = 1_024;

  private final ArrayList<String> names = new ArrayList<>();
  private final LinkedHashMap<String, ColumnProfile> columns = new LinkedHashMap<>();
  private final Refusals refusals = new Refusals();
  private long rows;

  /**
   * Reads a whole file.
   *
   * @throws SourceException if it is no file of the format
   */
  public static TableProfile read(Path file, Format format) throws IOException {
    TableProfile profile = new TableProfile();
    RowBatch none = new RowBatch(new Schema(List.of()), BATCH);
    ProfilingParser parser =
        ProfilingParser.of(String.valueOf(file.getFileName()), format, profile);
    try (RowFile rows = RowFile.open(file, parser)) {
      boolean more;
      do {
        more = rows.read(none, profile.refusals);
        profile.rows += none.size();
        profile.refuseTooMany(file);
      } while (more);
    }
    profile.columns.values().forEach(column -> column.missingUpTo(profile.rows));
    return profile;
  }

  /**
   * Of rows whose columns have types of their own, none yet.
   *
   * @param names of all columns, in their order
   */
  public static TableProfile typed(List<String> names) {
    TableProfile profile = new TableProfile();
    profile.named(names);
    return profile;
  }

  /** Looks at rows. Columns that are none of the batch's are of no type that is read. */
  public void add(RowBatch batch) {
    BatchProfiler.add(batch, columns);
    rows += batch.size();
  }

  /**
   * Takes in another part of the same table. Of separated values it has the same columns, of JSON
   * maybe others; rows without them lack a value.
   */
  public void merge(TableProfile other) {
    Set<String> known = new HashSet<>(names);
    other.names.stream().filter(name -> !known.contains(name)).forEach(names::add);
    other.columns.forEach((name, profile) -> columns.merge(name, profile, TableProfile::merged));
    refusals.addAll(other.refusals);
    rows += other.rows;
    columns.values().forEach(column -> column.missingUpTo(rows));
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

  void named(List<String> header) {
    names.addAll(header);
    header().usable().forEach(name -> columns.put(name, new ColumnProfile(name)));
  }

  private void refuseTooMany(Path file) throws SourceException {
    if (columns.size() > CsvHeader.MOST_COLUMNS) {
      throw new SourceException(
          "source '%s' has more than %d columns"
              .formatted(file.getFileName(), CsvHeader.MOST_COLUMNS));
    }
  }

  /** A column that the header does not name, for there is none. */
  ColumnProfile added(String name) {
    ColumnProfile known = columns.get(name);
    if (known == null && columns.size() > CsvHeader.MOST_COLUMNS) {
      return new ColumnProfile(name);
    }
    if (known == null) {
      known = new ColumnProfile(name);
      columns.put(name, known);
      names.add(name);
    }
    return known;
  }
}
