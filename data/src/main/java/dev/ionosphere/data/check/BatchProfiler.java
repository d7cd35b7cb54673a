package dev.ionosphere.data.check;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Counts values that have types already. */
final class BatchProfiler {

  private static final String UNREAD = "a value of no type that is read";

  static void add(RowBatch batch, Map<String, ColumnProfile> columns) {
    Map<String, ColumnProfile> others = new HashMap<>(columns);
    Schema schema = batch.schema();
    for (int i = 0; i < schema.size(); i++) {
      ColumnProfile into = others.remove(schema.column(i).name());
      for (int row = 0; into != null && row < batch.size(); row++) {
        add(batch, i, row, into);
      }
    }
    for (ColumnProfile unread : others.values()) {
      for (int row = 0; row < batch.size(); row++) {
        unread.add(CellKind.TEXT, Double.NaN, UNREAD);
      }
    }
  }

  private static void add(RowBatch batch, int index, int row, ColumnProfile into) {
    Column column = batch.schema().column(index);
    if (!batch.isPresent(index, row)) {
      into.add(CellKind.MISSING, Double.NaN, "");
      return;
    }
    switch (column.type()) {
      case BOOL -> into.add(CellKind.TRUTH, Double.NaN, "");
      case DATE -> into.add(CellKind.DATE, Double.NaN, "");
      case TIMESTAMP -> into.add(CellKind.INSTANT, Double.NaN, "");
      case STRING -> {
        String text = String.valueOf(batch.text(index, row));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.saw(bytes, 0, bytes.length);
        into.add(CellKind.TEXT, Double.NaN, text);
      }
      case INT32, INT64, FLOAT32, FLOAT64 -> {
        double number = batch.number(index, row);
        into.add(
            number == Math.rint(number) && !Double.isInfinite(number)
                ? CellKind.WHOLE
                : CellKind.NUMBER,
            number,
            "");
      }
    }
  }

  private BatchProfiler() {}
}
