package dev.ionosphere.pipelines.golden;

import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The file {@code golden.json}. */
public record GoldenRows(List<String> columns, double[][] rows, List<GoldenOutput> outputs) {

  /** Numbers in all rows, so that the file stays far below what a package may have. */
  private static final int MOST_NUMBERS = 400_000;

  public GoldenRows {
    columns = List.copyOf(columns);
    outputs = List.copyOf(outputs);
  }

  /**
   * Usual rows, and those that are hard for any model and for this one; of each sort at most so
   * many as are asked for, and fewer of very wide rows.
   *
   * @param usual rows of the training data, 1 or more
   * @param encoding of the columns
   * @param used places of the columns that the model looks at
   * @param least of each column
   * @param most of each column
   */
  public static List<double[]> choose(
      List<double[]> usual,
      Encoding encoding,
      int[] used,
      double[] least,
      double[] most,
      Answers answers,
      int wanted) {
    int allowed = Math.max(1, Math.min(wanted, MOST_NUMBERS / 3 / least.length));
    List<double[]> rows = new ArrayList<>(HardRows.some(usual, allowed));
    rows.addAll(HardRows.some(HardRows.of(usual, encoding, used, least, most), allowed));
    rows.addAll(HardRows.some(answers.hardRows(usual), allowed));
    return rows;
  }

  /** Asks Spark about the rows. */
  public static GoldenRows of(
      List<String> columns,
      List<double[]> rows,
      List<Output> outputs,
      PipelineModel model,
      Answers answers,
      SparkSession spark) {
    List<double[]> answered = rows.stream().filter(answers::to).toList();
    Iterator<Row> scored =
        model.transform(dataset(spark, answered, columns.size())).collectAsList().iterator();
    List<List<double[]>> said = new ArrayList<>();
    outputs.forEach(output -> said.add(new ArrayList<>()));
    for (double[] row : rows) {
      double[][] answer = answers.to(row) ? answers.of(scored.next()) : nothing(outputs);
      boolean scorable = Arrays.stream(answer).allMatch(GoldenRows::isFinite);
      double[][] told = scorable ? answer : nothing(outputs);
      for (int i = 0; i < told.length; i++) {
        said.get(i).add(told[i]);
      }
    }
    List<GoldenOutput> golden = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      golden.add(GoldenOutput.of(outputs.get(i), said.get(i)));
    }
    return new GoldenRows(columns, rows.toArray(double[][]::new), golden);
  }

  private static Dataset<Row> dataset(SparkSession spark, List<double[]> rows, int width) {
    List<Row> cells =
        rows.stream().map(row -> RowFactory.create(Arrays.stream(row).boxed().toArray())).toList();
    return spark.createDataFrame(cells, new StructType(InputRows.numbers(width)));
  }

  private static boolean isFinite(double[] numbers) {
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  private static double[][] nothing(List<Output> outputs) {
    return outputs.stream()
        .map(output -> {
          double[] none = new double[output.width()];
          Arrays.fill(none, Double.NaN);
          return none;
        })
        .toArray(double[][]::new);
  }
}
