package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.component.Learned;
import dev.ionosphere.pipelines.golden.Answers;
import dev.ionosphere.pipelines.plan.AnomalyRule;
import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Operator;
import dev.ionosphere.pipelines.plan.Output;
import dev.ionosphere.pipelines.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Clusters, and how far from the nearest a row may be before it is an anomaly. */
final class LearnedKMeans implements Learned {

  private static final String DISTANCE = "distance";

  private final Encoding encoding;
  private final PipelineModel pipeline;
  private final StandardScalerModel scaler;
  private final KMeansModel clusters;
  private final Dataset<Row> scored;
  private final Distances distances;
  private final double threshold;

  /**
   * @param count of the rows that were learned from
   * @param scored those rows, as the model scores them
   * @param quantile of their distances that becomes the threshold
   */
  LearnedKMeans(
      Encoding encoding, long count, PipelineModel pipeline, Dataset<Row> scored, double quantile) {
    this.encoding = encoding;
    this.pipeline = pipeline;
    this.scored = scored;
    scaler = (StandardScalerModel) pipeline.stages()[pipeline.stages().length - 2];
    clusters = (KMeansModel) pipeline.stages()[pipeline.stages().length - 1];
    distances = new Distances(scored, clusters.clusterCenters());
    threshold = distances.quantile(quantile, count);
  }

  @Override
  public PipelineModel pipeline() {
    return pipeline;
  }

  @Override
  public Plan plan() {
    double[][] centres =
        Arrays.stream(clusters.clusterCenters()).map(Vector::toArray).toArray(double[][]::new);
    List<String> labels = IntStream.range(0, centres.length).mapToObj(Integer::toString).toList();
    int numbers = encoding.step();
    List<Operator> operators = new ArrayList<>(encoding.operators());
    operators.add(
        new Operator.Standardise(numbers, scaler.mean().toArray(), scaler.std().toArray()));
    operators.add(new Operator.NearestCentre(numbers + 1, centres));
    int nearest = numbers + 2;
    return Plan.of(
        // A row that lacks a value is near no centre.
        encoding.inputs(false),
        operators,
        List.of(Output.label("cluster", nearest, labels), Output.value(DISTANCE, nearest, 1)),
        Optional.of(new AnomalyRule(DISTANCE, 0, threshold)));
  }

  @Override
  public Answers answers() {
    return new KMeansAnswers(encoding, scaler, clusters.clusterCenters());
  }

  @Override
  public long[] predictions() {
    return clusters.summary().clusterSizes();
  }

  @Override
  public Map<String, Object> metrics() {
    Map<String, Object> metrics = new TreeMap<>();
    metrics.put("wssse", clusters.summary().trainingCost());
    // k-means may find fewer clusters than asked for when rows repeat.
    metrics.put("k", clusters.clusterCenters().length);
    metrics.put("sizes", clusters.summary().clusterSizes());
    metrics.put("iterations", clusters.summary().numIter());
    metrics.put("threshold", threshold);
    metrics.put("overThreshold", distances.over(threshold));
    if (clusters.clusterCenters().length > 1) {
      metrics.put(
          "silhouette",
          new ClusteringEvaluator()
              .setFeaturesCol(KMeansLearner.SCALED)
              .setPredictionCol(KMeansLearner.CLUSTER)
              .evaluate(scored));
    }
    return metrics;
  }
}
