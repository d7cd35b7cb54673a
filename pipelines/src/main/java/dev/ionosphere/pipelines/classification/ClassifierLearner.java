package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.component.Learned;
import dev.ionosphere.pipelines.component.Learner;
import dev.ionosphere.pipelines.component.TrainingRows;
import dev.ionosphere.pipelines.input.ColumnWish;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.input.Labels;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.feature.VectorAssembler;
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
        pipeline(rows.features().size())
            .fit(all.filter(functions.not(functions.col(InputRows.HELD_OUT))));
    Dataset<Row> scored = model.transform(all).persist(StorageLevel.MEMORY_AND_DISK());
    ScorableClassifier scorable =
        classifier.scorable(model.stages()[1], rows.names(), rows.shown());
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

  private Pipeline pipeline(int width) {
    String[] columns = new String[width];
    for (int i = 0; i < width; i++) {
      columns[i] = "c" + i;
    }
    // A value that is missing is left to the model, of which devices ask the same.
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(columns)
            .setOutputCol(Classifier.FEATURES)
            .setHandleInvalid("keep");
    return new Pipeline().setStages(new PipelineStage[] {assembler, classifier.estimator()});
  }
}
