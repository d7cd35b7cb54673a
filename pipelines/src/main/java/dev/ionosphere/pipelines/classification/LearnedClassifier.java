package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.component.Learned;
import dev.ionosphere.pipelines.golden.Answers;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.input.Labels;
import dev.ionosphere.pipelines.plan.Plan;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** A model with labels, and all rows as it scores them. */
final class LearnedClassifier implements Learned {

  private final Labels labels;
  private final AnomalousLabels anomalous;
  private final PipelineModel pipeline;
  private final ScorableClassifier scorable;
  private final Dataset<Row> scored;

  LearnedClassifier(
      Labels labels,
      AnomalousLabels anomalous,
      PipelineModel pipeline,
      ScorableClassifier scorable,
      Dataset<Row> scored) {
    this.labels = labels;
    this.anomalous = anomalous;
    this.pipeline = pipeline;
    this.scorable = scorable;
    this.scored = scored;
  }

  @Override
  public PipelineModel pipeline() {
    return pipeline;
  }

  @Override
  public Plan plan() {
    return ClassifierPlan.of(scorable, labels.names(), anomalous);
  }

  @Override
  public Answers answers() {
    return new ClassifierAnswers(scorable, anomalous);
  }

  @Override
  public long[] predictions() {
    long[] predictions = new long[labels.size()];
    for (Row row : scored.groupBy(Classifier.PREDICTION).count().collectAsList()) {
      predictions[(int) row.getDouble(0)] = row.getLong(1);
    }
    return predictions;
  }

  @Override
  public Map<String, Object> metrics() {
    Dataset<Row> rows = scored.filter(functions.col(InputRows.HELD_OUT));
    HeldOut heldOut = heldOut(rows, labels.size(), anomalous);
    ClassifierMetrics figures = new ClassifierMetrics(heldOut, labels.names());
    Map<String, Object> metrics = new TreeMap<>(scorable.metrics());
    metrics.put("labels", labels.size());
    metrics.put("rowsHeldOut", heldOut.count());
    metrics.putAll(figures.numbers());
    metrics.put("tables", figures.tables());
    if (labels.size() == 2 && heldOut.are(0) > 0 && heldOut.are(1) > 0) {
      metrics.put("areaUnderRoc", areaUnderRoc(rows));
    }
    return metrics;
  }

  private static HeldOut heldOut(Dataset<Row> rows, int labels, AnomalousLabels anomalous) {
    return rows.select(InputRows.LABEL, Classifier.PREDICTION, Classifier.PROBABILITY)
        .javaRDD()
        .aggregate(
            new HeldOut(labels),
            (sum, row) ->
                sum.add(
                    (int) row.getDouble(0),
                    (int) row.getDouble(1),
                    row.<Vector>getAs(2).toArray(),
                    anomalous),
            HeldOut::merge);
  }

  /** Exact: without Spark's usual thousand bins. */
  private static double areaUnderRoc(Dataset<Row> rows) {
    return new BinaryClassificationEvaluator()
        .setLabelCol(InputRows.LABEL)
        .setRawPredictionCol(Classifier.PROBABILITY)
        .setMetricName("areaUnderROC")
        .setNumBins(0)
        .evaluate(rows);
  }
}
