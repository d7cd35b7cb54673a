package dev.ionosphere.pipelines.logistic;

import dev.ionosphere.pipelines.classification.Classifier;
import dev.ionosphere.pipelines.classification.ScorableClassifier;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.plan.Encoding;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrix;

/** Spark's logistic regression, of two labels or more. */
final class LogisticClassifier implements Classifier {

  private final LogisticArguments arguments;

  LogisticClassifier(LogisticArguments arguments) {
    this.arguments = arguments;
  }

  @Override
  public PipelineStage estimator() {
    return new LogisticRegression()
        .setRegParam(arguments.regularisation())
        .setElasticNetParam(arguments.elasticNet())
        .setMaxIter(arguments.maxIterations())
        .setFeaturesCol(FEATURES)
        .setLabelCol(InputRows.LABEL)
        .setRawPredictionCol(RAW)
        .setProbabilityCol(PROBABILITY)
        .setPredictionCol(PREDICTION);
  }

  @Override
  public ScorableClassifier scorable(Transformer model, Encoding encoding, String input) {
    LogisticRegressionModel regression = (LogisticRegressionModel) model;
    Matrix matrix = regression.coefficientMatrix();
    double[][] weights = new double[matrix.numRows()][matrix.numCols()];
    for (int row = 0; row < weights.length; row++) {
      for (int column = 0; column < weights[row].length; column++) {
        weights[row][column] = matrix.apply(row, column);
      }
    }
    return ScorableLogistic.of(
        weights,
        regression.interceptVector().toArray(),
        encoding,
        regression.summary().totalIterations(),
        input);
  }
}
