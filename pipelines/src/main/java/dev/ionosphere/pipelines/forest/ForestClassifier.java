package dev.ionosphere.pipelines.forest;

import dev.ionosphere.pipelines.classification.Classifier;
import dev.ionosphere.pipelines.classification.ScorableClassifier;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.plan.Encoding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;

/** Spark's random forest. */
final class ForestClassifier implements Classifier {

  private final ForestArguments arguments;

  ForestClassifier(ForestArguments arguments) {
    this.arguments = arguments;
  }

  @Override
  public PipelineStage estimator() {
    return new RandomForestClassifier()
        .setNumTrees(arguments.trees())
        .setMaxDepth(arguments.depth())
        .setMinInstancesPerNode(arguments.minRowsPerLeaf())
        .setSeed(arguments.classifier().holdout().seed())
        .setFeaturesCol(FEATURES)
        .setLabelCol(InputRows.LABEL)
        .setRawPredictionCol(RAW)
        .setProbabilityCol(PROBABILITY)
        .setPredictionCol(PREDICTION);
  }

  @Override
  public ScorableClassifier scorable(Transformer model, Encoding encoding, String input) {
    RandomForestClassificationModel forest = (RandomForestClassificationModel) model;
    List<TreeNode> trees = new ArrayList<>();
    for (DecisionTreeClassificationModel tree : forest.trees()) {
      trees.add(SparkTrees.read(tree.rootNode()));
    }
    return ScorableForest.of(trees, encoding, arguments.scoresMissing(), input);
  }
}
