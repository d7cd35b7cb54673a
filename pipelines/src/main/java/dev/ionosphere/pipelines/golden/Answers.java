package dev.ionosphere.pipelines.golden;

import java.util.List;
import org.apache.spark.sql.Row;

/** How a model that Spark has trained answers. */
public interface Answers {

  /**
   * Whether the model says anything of such a row, which may lack values (NaN) or have infinite
   * ones.
   */
  boolean to(double[] row);

  /**
   * Rows that are hard for this kind of model: those where it is about to say something else.
   *
   * @param usual 1 or more
   */
  List<double[]> hardRows(List<double[]> usual);

  /**
   * What Spark says, output by output of the plan; of a label its place.
   *
   * @param scored a row that the model's pipeline has transformed
   */
  double[][] of(Row scored);
}
