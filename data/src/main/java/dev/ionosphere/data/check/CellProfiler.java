package dev.ionosphere.data.check;

import dev.ionosphere.data.cell.Cell;
import dev.ionosphere.data.cell.CellReader;
import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.nio.charset.Charset;
import java.util.List;

/** Finds out what values are by the readers that will read them. One thread. */
final class CellProfiler {

  private static final Schema TYPES =
      new Schema(
          List.of(
              column(ColumnType.FLOAT64),
              column(ColumnType.INT64),
              column(ColumnType.BOOL),
              column(ColumnType.DATE),
              column(ColumnType.TIMESTAMP)));
  private static final CellKind[] KINDS = {
    CellKind.NUMBER, CellKind.WHOLE, CellKind.TRUTH, CellKind.DATE, CellKind.INSTANT
  };
  private static final int NUMBER = 0;
  private static final int WHOLE = 1;
  private static final double EXACT = 1L << 53;

  private final RowBatch scratch = new RowBatch(TYPES, 1);
  private final CellReader[] readers;
  private final Charset charset;
  private double number;

  CellProfiler(List<String> missing, char decimal, Charset charset, TimeFormat times) {
    this.charset = charset;
    readers =
        TYPES.columns().stream()
            .map(column -> new CellReader(column, missing, decimal, charset, times))
            .toArray(CellReader[]::new);
  }

  private static Column column(ColumnType type) {
    return new Column(type.wireName(), type, true);
  }

  void add(byte[] bytes, int from, int to, ColumnProfile into) {
    CellKind kind = kind(bytes, from, to);
    switch (kind) {
      case TEXT, TRUTH, USUALLY_MISSING -> into.saw(bytes, from, to);
      case MISSING, NUMBER, WHOLE, OUT_OF_RANGE, DATE, INSTANT -> {}
    }
    into.add(
        kind,
        kind == CellKind.NUMBER || kind == CellKind.WHOLE ? number : Double.NaN,
        kind == CellKind.TEXT ? new String(bytes, from, to - from, charset) : "");
  }

  private CellKind kind(byte[] bytes, int from, int to) {
    for (int type = 0; type < readers.length; type++) {
      if (type == WHOLE) {
        continue;
      }
      scratch.begin(0);
      switch (readers[type].read(bytes, from, to, scratch, type)) {
        case VALUE -> {
          scratch.end();
          number = type == NUMBER ? scratch.number(NUMBER, 0) : Double.NaN;
          scratch.clear();
          return type == NUMBER && isWhole(bytes, from, to) ? CellKind.WHOLE : KINDS[type];
        }
        case MISSING -> {
          return readers[0].isStatedMissing(bytes, from, to)
              ? CellKind.MISSING
              : CellKind.USUALLY_MISSING;
        }
        case OUT_OF_RANGE -> {
          return CellKind.OUT_OF_RANGE;
        }
        case NOT_OF_TYPE -> {}
      }
    }
    return CellKind.TEXT;
  }

  /** Whether a column of whole numbers would hold it; beyond 2^53 the double does not tell. */
  private boolean isWhole(byte[] bytes, int from, int to) {
    if (number != Math.rint(number) || Math.abs(number) <= EXACT) {
      return number == Math.rint(number);
    }
    scratch.begin(0);
    return readers[WHOLE].read(bytes, from, to, scratch, WHOLE) == Cell.VALUE;
  }
}
