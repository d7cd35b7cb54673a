package dev.ionosphere.data.format;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.csv.CsvParser;
import dev.ionosphere.data.json.JsonLinesParser;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import java.util.List;
import java.util.Optional;

/** How rows are written: the one thing that training and devices must not see differently. */
public sealed interface Format {

  /** What is read where a document states nothing. */
  Format DEFAULT = new Csv(CsvDialect.COMMA);

  /** Separated values. */
  record Csv(CsvDialect dialect) implements Format {

    @Override
    public RowParser parser(String source, Schema wanted) {
      return new CsvParser(source, dialect, wanted);
    }

    @Override
    public Optional<String> timeColumn() {
      return dialect.timeColumn();
    }

    @Override
    public TimeFormat times() {
      return dialect.times();
    }

    @Override
    public boolean beginsWithRows() {
      return !dialect.hasHeader() && dialect.skip() == 0;
    }
  }

  /**
   * One JSON object a line.
   *
   * @param missing texts that stand for a value that is not there
   * @param timeColumn name of the member that says when a row was
   */
  record JsonLines(List<String> missing, Optional<String> timeColumn, TimeFormat times)
      implements Format {

    public JsonLines {
      missing = List.copyOf(missing);
    }

    @Override
    public RowParser parser(String source, Schema wanted) {
      return new JsonLinesParser(source, wanted, missing, times);
    }

    @Override
    public boolean beginsWithRows() {
      return true;
    }
  }

  /**
   * Reads rows of one source.
   *
   * @param source its name in messages
   * @param wanted columns to read
   */
  RowParser parser(String source, Schema wanted);

  /** Name of the column that says when a row was. */
  Optional<String> timeColumn();

  /** How its times are written. */
  TimeFormat times();

  /** Whether there is nothing before the rows, so that some of them can come alone. */
  boolean beginsWithRows();
}
