package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.component.FeatureVector;
import dev.ionosphere.pipelines.component.Learned;
import dev.ionosphere.pipelines.component.Learner;
import dev.ionosphere.pipelines.component.TrainingRows;
import dev.ionosphere.pipelines.input.ColumnWish;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.input.Labels;
import dev.ionosphere.pipelines.plan.Encoding;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Learns to tell rows by their labels, from those that are not held out. */
public final class ClassifierLearner implements Learner {

  private final ClassifierArguments arguments;
  private final Classifier classifier;

  public ClassifierLearner(ClassifierArguments arguments, Classifier classifier) {
    this.arguments = arguments;
    this.classifier = classifier;
  }

  @Override
  public ColumnWish columns() {
    return arguments.columns();
  }

  @Override
  public Learned learn(TrainingRows rows) {
    Labels labels = rows.labels();
    AnomalousLabels anomalous = AnomalousLabels.of(labels, arguments.anomalous());
    Dataset<Row> all = labelled(rows, labels);
    PipelineModel model =
        pipeline(rows.encoding()).fit(all.filter(functions.not(functions.col(InputRows.HELD_OUT))));
    Dataset<Row> scored = model.transform(all).persist(StorageLevel.MEMORY_AND_DISK());
    ScorableClassifier scorable =
        classifier.scorable(
            model.stages()[model.stages().length - 1], rows.encoding(), rows.shown());
    return new LearnedClassifier(labels, anomalous, model, scorable, scored);
  }

  /** Spark must know all labels: a rare one may be in few partitions. */
  private Dataset<Row> labelled(TrainingRows rows, Labels labels) {
    return rows.dataset(labels, arguments.holdout())
        .withMetadata(
            InputRows.LABEL,
            NominalAttribute.defaultAttr()
                .withName(InputRows.LABEL)
                .withValues(labels.names().toArray(String[]::new))
                .toMetadata());
  }

  private Pipeline pipeline(Encoding encoding) {
    // A value that is missing is left to the model, of which devices ask the same.
    List<PipelineStage> stages = FeatureVector.stages(encoding, Classifier.FEATURES, "keep");
    stages.add(classifier.estimator());
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
  }
}
