package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.Output;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.input.TableFiles;
import dev.ionosphere.pipelines.input.TrainingInput;
import dev.ionosphere.pipelines.statistics.Steps;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  long train(TableFiles files, Output output) throws IOException {
    step(1, "looking at the input");
    TrainingInput input = TrainingInput.look(spark, files, arguments.columns());
    Magnitudes.check(input.shown(), input.features());
    step(1, "reading " + input.shown());
    InputRows complete = input.rows();
    input.tell(complete, System.err);
    if (complete.count() < arguments.k()) {
      throw new JobException(
          "input %s has %d complete rows, fewer than k = %d"
              .formatted(input.shown(), complete.count(), arguments.k()));
    }

    step(2, "measuring columns");
    List<FeatureSummary> columns =
        FeatureSummary.of(complete.dataset(input.names()), input.names());
    List<FeatureSummary> kept = columns.stream().filter(column -> !column.constant()).toList();
    if (kept.isEmpty()) {
      throw new JobException(
          "input %s: every feature is constant in the rows that lack no value: %s"
              .formatted(input.shown(), input.names()));
    }
    List<String> features = kept.stream().map(FeatureSummary::name).toList();
    Dataset<Row> rows = complete.dataset(features);

    step(3, "k-means");
    PipelineModel model = pipeline(rows.columns()).fit(rows);
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
    output.write(
        "metrics.json", metrics(input.metrics(complete), scored, clusters, distances, threshold));
    output.write("schema.json", schema(input, columns));

    step(STEPS, "saving the model");
    model.write().overwrite().save(output.path("spark-model").toUri().toString());
    return complete.count();
  }

  private Pipeline pipeline(String[] columns) {
    VectorAssembler assembler = new VectorAssembler().setInputCols(columns).setOutputCol(RAW);
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
      Map<String, Object> input,
      Dataset<Row> scored,
      KMeansModel clusters,
      Distances distances,
      double threshold) {
    Map<String, Object> metrics = new TreeMap<>(input);
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
              .setFeaturesCol(SCALED)
              .setPredictionCol(CLUSTER)
              .evaluate(scored));
    }
    return metrics;
  }

  private static Map<String, Object> schema(TrainingInput input, List<FeatureSummary> columns) {
    Stream<String> constant =
        columns.stream().filter(FeatureSummary::constant).map(FeatureSummary::name);
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
        Stream.concat(input.constant().stream(), constant).toList(),
        "leftOut",
        input.leftOut());
  }

  /** Told to people in the live statistics. */
  private void step(int number, String name) {
    spark.sparkContext().setJobDescription(name);
    spark.sparkContext().setLocalProperty(Steps.PROPERTY, new Steps(number, STEPS).toString());
  }
}
