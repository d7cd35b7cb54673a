package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.Output;
import dev.ionosphere.pipelines.statistics.Steps;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Assembles, standardises, clusters, measures, and writes everything but the completion. */
final class KMeansTraining {
  private static final int STEPS = 8;
  private static final String RAW = "ionosphere_raw";
  private static final String SCALED = "ionosphere_scaled";
  private static final String CLUSTER = "ionosphere_cluster";

  private final SparkSession spark;
  private final KMeansArguments arguments;

  KMeansTraining(SparkSession spark, KMeansArguments arguments) {
    this.spark = spark;
    this.arguments = arguments;
  }

  /** Answers the number of rows that were learned from. */
  long train(List<String> input, Output output) throws IOException {
    step(1, "looking at the input");
    CsvTable table = CsvTable.read(spark, input);
    step(1, "reading " + table.files());
    CompleteRows complete = CompleteRows.of(spark, table, table.features(arguments));
    if (complete.count() < arguments.k()) {
      throw new JobException(
          "input %s has %d complete rows, fewer than k = %d"
              .formatted(table.files(), complete.count(), arguments.k()));
    }

    step(2, "measuring columns");
    List<FeatureSummary> columns =
        FeatureSummary.of(complete.rows(), List.of(complete.rows().columns()));
    List<FeatureSummary> kept = columns.stream().filter(column -> !column.constant()).toList();
    if (kept.isEmpty()) {
      throw new JobException(
          "input %s: every feature is constant: %s"
              .formatted(table.files(), columns.stream().map(FeatureSummary::name).toList()));
    }
    List<String> features = kept.stream().map(FeatureSummary::name).toList();
    Dataset<Row> rows = complete.select(features);

    step(3, "k-means");
    PipelineModel model = pipeline(features).fit(rows);
    Dataset<Row> scored = model.transform(rows).persist(StorageLevel.MEMORY_AND_DISK());
    StandardScalerModel scaler = (StandardScalerModel) model.stages()[1];
    KMeansModel clusters = (KMeansModel) model.stages()[2];
    Distances distances = new Distances(scored, SCALED, CLUSTER, clusters.clusterCenters());

    step(4, "anomaly threshold");
    double threshold = distances.quantile(arguments.quantile(), complete.count());
    output.write("plan.json", plan(features, scaler, clusters, threshold));

    step(5, "golden rows");
    output.write("golden.json", GoldenSample.of(distances, features, complete.count()));

    step(6, "histograms");
    output.write("baseline.json", Map.of("features", FeatureHistogram.of(rows, kept)));

    step(7, "silhouette");
    output.write("metrics.json", metrics(complete, scored, clusters, distances, threshold));
    output.write("schema.json", schema(columns));

    step(STEPS, "saving the model");
    model.write().overwrite().save(output.path("spark-model").toUri().toString());
    return complete.count();
  }

  private Pipeline pipeline(List<String> features) {
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(features.toArray(String[]::new)).setOutputCol(RAW);
    StandardScaler scaler =
        new StandardScaler()
            .setInputCol(RAW)
            .setOutputCol(SCALED)
            .setWithMean(true)
            .setWithStd(true);
    KMeans clusters =
        new KMeans()
            .setFeaturesCol(SCALED)
            .setPredictionCol(CLUSTER)
            .setK(arguments.k())
            .setMaxIter(arguments.maxIterations())
            .setSeed(arguments.seed());
    return new Pipeline().setStages(new PipelineStage[] {assembler, scaler, clusters});
  }

  private Map<String, Object> plan(
      List<String> features, StandardScalerModel scaler, KMeansModel clusters, double threshold) {
    double[][] centres = new double[clusters.clusterCenters().length][];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = clusters.clusterCenters()[i].toArray();
    }
    return Map.of(
        "features",
        features,
        "means",
        scaler.mean().toArray(),
        "deviations",
        scaler.std().toArray(),
        "centres",
        centres,
        "threshold",
        threshold,
        "quantile",
        arguments.quantile());
  }

  private Map<String, Object> metrics(
      CompleteRows complete,
      Dataset<Row> scored,
      KMeansModel clusters,
      Distances distances,
      double threshold) {
    Map<String, Object> metrics = new TreeMap<>();
    metrics.put("wssse", clusters.summary().trainingCost());
    metrics.put("rows", complete.count());
    metrics.put("rowsSkipped", complete.skipped());
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
              .setFeaturesCol(SCALED)
              .setPredictionCol(CLUSTER)
              .evaluate(scored));
    }
    return metrics;
  }

  private static Map<String, Object> schema(List<FeatureSummary> columns) {
    return Map.of(
        "features",
        columns.stream()
            .filter(column -> !column.constant())
            .map(column ->
                Map.of(
                    "name", column.name(),
                    "type", "double",
                    "least", column.least(),
                    "most", column.most()))
            .toList(),
        "constant",
        columns.stream().filter(FeatureSummary::constant).map(FeatureSummary::name).toList());
  }

  /** Told to people in the live statistics. */
  private void step(int number, String name) {
    spark.sparkContext().setJobDescription(name);
    spark.sparkContext().setLocalProperty(Steps.PROPERTY, new Steps(number, STEPS).toString());
  }
}
