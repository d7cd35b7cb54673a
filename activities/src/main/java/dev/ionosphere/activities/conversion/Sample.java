package dev.ionosphere.activities.conversion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Some rows of a data set, for a model's own program to answer. The same set gives the same ones.
 */
final class Sample {

  private static final int MOST = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ArrayNode> rows = new ArrayList<>();
  private final Random random = new Random(42);
  private long seen;

  private Sample() {}

  /**
   * Writes the sample.
   *
   * @return how many rows there are in all
   */
  static long write(Dataset dataset, Map<String, ColumnProfile> profile, Path file)
      throws IOException {
    Sample sample = new Sample();
    Schema schema = Dataset.schema(profile);
    long count = dataset.read(schema, sample::take);
    ObjectNode all = JSON.createObjectNode();
    ArrayNode columns = all.putArray("columns");
    profile.forEach(
        (name, column) -> columns.addObject().put("name", name).put("type", type(column)));
    all.putArray("rows").addAll(sample.rows);
    Files.write(file, JSON.writeValueAsBytes(all));
    return count;
  }

  private static String type(ColumnProfile column) {
    if (!column.isNearlyNumeric() && !column.type().isNumeric()) {
      return "string";
    }
    boolean whole = column.type() == ColumnType.INT32 || column.type() == ColumnType.INT64;
    return whole ? "int64" : "float64";
  }

  /** Vitter's algorithm R, ACM TOMS 11 (1985): each row is as likely to be kept. */
  private void take(RowBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      seen++;
      if (rows.size() < MOST) {
        rows.add(row(batch, row));
      } else {
        long place = random.nextLong(seen);
        if (place < MOST) {
          rows.set((int) place, row(batch, row));
        }
      }
    }
  }

  private static ArrayNode row(RowBatch batch, int row) {
    ArrayNode values = JSON.createArrayNode();
    for (int column = 0; column < batch.schema().size(); column++) {
      if (!batch.isPresent(column, row)) {
        values.addNull();
      } else if (batch.schema().column(column).type() == ColumnType.STRING) {
        values.add(batch.text(column, row));
      } else {
        number(values, batch.number(column, row));
      }
    }
    return values;
  }

  private static void number(ArrayNode values, double number) {
    if (Double.isFinite(number)) {
      values.add(number);
    } else {
      values.addNull();
    }
  }
}
