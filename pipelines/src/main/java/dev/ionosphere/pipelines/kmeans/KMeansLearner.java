package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.component.FeatureVector;
import dev.ionosphere.pipelines.component.Learned;
import dev.ionosphere.pipelines.component.Learner;
import dev.ionosphere.pipelines.component.TrainingRows;
import dev.ionosphere.pipelines.input.ColumnWish;
import dev.ionosphere.pipelines.plan.Encoding;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Assembles, standardises and clusters. */
final class KMeansLearner implements Learner {

  static final String RAW = "ionosphere_raw";
  static final String SCALED = "ionosphere_scaled";
  static final String CLUSTER = "ionosphere_cluster";

  private final KMeansArguments arguments;

  KMeansLearner(KMeansArguments arguments) {
    this.arguments = arguments;
  }

  @Override
  public ColumnWish columns() {
    return arguments.columns();
  }

  @Override
  public Learned learn(TrainingRows rows) {
    if (rows.count() < arguments.k()) {
      throw new JobException(
          "input %s has %d complete rows, fewer than k = %d"
              .formatted(rows.shown(), rows.count(), arguments.k()));
    }
    Dataset<Row> dataset = rows.dataset();
    PipelineModel model = pipeline(rows.encoding()).fit(dataset);
    Dataset<Row> scored = model.transform(dataset).persist(StorageLevel.MEMORY_AND_DISK());
    return new LearnedKMeans(rows.encoding(), rows.count(), model, scored, arguments.quantile());
  }

  private Pipeline pipeline(Encoding encoding) {
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
    List<PipelineStage> stages = FeatureVector.stages(encoding, RAW, "error");
    stages.addAll(List.of(scaler, clusters));
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
  }
}
