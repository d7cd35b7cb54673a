package dev.ionosphere.pipelines.golden;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows spread evenly over the training data. */
public final class Sample {

  /**
   * @param rows of numbers
   * @param count how many there are
   * @param wanted at most so many of them
   */
  public static List<double[]> of(Dataset<Row> rows, long count, int wanted) {
    long size = Math.min(wanted, count);
    List<Row> sample =
        rows.javaRDD()
            .zipWithIndex()
            // Row j of the sample is row floor(j * count / size): those where the quotient steps.
            .filter(entry -> entry._2() == 0 || step(entry._2(), size, count))
            .map(entry -> entry._1())
            .collect();
    List<double[]> numbers = new ArrayList<>();
    sample.forEach(row -> numbers.add(numbers(row)));
    return numbers;
  }

  private static boolean step(long index, long size, long count) {
    return index * size / count != (index - 1) * size / count;
  }

  private static double[] numbers(Row row) {
    double[] numbers = new double[row.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = row.getDouble(i);
    }
    return numbers;
  }

  private Sample() {}
}
