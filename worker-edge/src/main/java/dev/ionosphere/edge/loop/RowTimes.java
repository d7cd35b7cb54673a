package dev.ionosphere.edge.loop;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When rows were, by the column that the document names for it. A row whose time is missing, is
 * none, or cannot be, is none the worse for it.
 */
final class RowTimes {

  /** A clock that says an earlier time is wrong: no program of this release ran before. */
  private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private final int column;
  private final TimeFormat format;

  private RowTimes(int column, TimeFormat format) {
    this.column = column;
    this.format = format;
  }

  /** Those of rows that were read with {@link #with}. */
  static RowTimes of(Format format, Schema features) {
    return new RowTimes(
        column(format, features).isPresent() ? features.size() : -1, format.times());
  }

  /** What is read of a source: a model's features, and the time last if there is one. */
  static Schema with(Format format, Schema features) {
    List<Column> columns = new ArrayList<>(features.columns());
    column(format, features).ifPresent(columns::add);
    return new Schema(columns);
  }

  /** As text: one that is no time must not cost the row. A feature is read as a number alone. */
  private static Optional<Column> column(Format format, Schema features) {
    return format
        .timeColumn()
        .filter(name -> !features.names().contains(name))
        .map(name -> new Column(name, ColumnType.STRING, true));
  }

  /** Whether rows have times of their own. */
  boolean stated() {
    return column >= 0;
  }

  /**
   * The time of a row, if it has one.
   *
   * @param now by the device's clock
   */
  Optional<Instant> of(RowBatch rows, int row, Instant now) {
    @Nullable String text = stated() ? rows.text(column, row) : null;
    if (text == null) {
      return Optional.empty();
    }
    OptionalLong micros = format.micros(text);
    if (micros.isEmpty() || micros.getAsLong() < 0) {
      return Optional.empty();
    }
    Instant time = Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS);
    Instant last = now.isBefore(EARLIEST) ? LATEST : now.plus(AHEAD);
    return time.isAfter(last) ? Optional.empty() : Optional.of(time);
  }
}
