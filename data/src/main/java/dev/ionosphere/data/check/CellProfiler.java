package dev.ionosphere.data.check;

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
              column(ColumnType.BOOL),
              column(ColumnType.DATE),
              column(ColumnType.TIMESTAMP)));
  private static final CellKind[] KINDS = {
    CellKind.NUMBER, CellKind.TRUTH, CellKind.DATE, CellKind.INSTANT
  };

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
    into.add(
        kind,
        kind == CellKind.NUMBER ? number : Double.NaN,
        kind == CellKind.TEXT ? new String(bytes, from, to - from, charset) : "");
  }

  private CellKind kind(byte[] bytes, int from, int to) {
    for (int type = 0; type < readers.length; type++) {
      scratch.begin(0);
      switch (readers[type].read(bytes, from, to, scratch, type)) {
        case VALUE -> {
          scratch.end();
          number = type == 0 ? scratch.number(0, 0) : Double.NaN;
          scratch.clear();
          return KINDS[type];
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
}
