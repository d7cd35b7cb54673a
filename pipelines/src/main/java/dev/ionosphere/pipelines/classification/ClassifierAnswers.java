package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.golden.Answers;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/** Label and probabilities, as Spark has them; the outputs of {@link ClassifierPlan}. */
record ClassifierAnswers(ScorableClassifier model, AnomalousLabels anomalous) implements Answers {

  @Override
  public boolean to(double[] row) {
    return model.answers(row);
  }

  @Override
  public List<double[]> hardRows(List<double[]> usual) {
    return model.hardRows(usual);
  }

  @Override
  public double[][] of(Row scored) {
    double[] label = {scored.<Double>getAs(Classifier.PREDICTION)};
    double[] probabilities = scored.<Vector>getAs(Classifier.PROBABILITY).toArray();
    return anomalous.isSum()
        ? new double[][] {label, probabilities, {anomalous.sum(probabilities)}}
        : new double[][] {label, probabilities};
  }
}
