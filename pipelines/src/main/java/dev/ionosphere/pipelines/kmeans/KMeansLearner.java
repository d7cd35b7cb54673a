package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.component.Learned;
import dev.ionosphere.pipelines.component.Learner;
import dev.ionosphere.pipelines.component.TrainingRows;
import dev.ionosphere.pipelines.input.ColumnWish;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
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
    PipelineModel model = pipeline(dataset.columns()).fit(dataset);
    Dataset<Row> scored = model.transform(dataset).persist(StorageLevel.MEMORY_AND_DISK());
    return new LearnedKMeans(rows.names(), rows.count(), model, scored, arguments.quantile());
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
}
