package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.plan.Encoding;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;

/** What learns to tell rows by their labels. */
public interface Classifier {

  /** Column of the features as a vector. */
  String FEATURES = "ionosphere_features";

  /** Column of what is compared to find the label. */
  String RAW = "ionosphere_raw";

  /** Column of the probabilities, a vector. */
  String PROBABILITY = "ionosphere_probability";

  /** Column of the label's place. */
  String PREDICTION = "ionosphere_prediction";

  /** Spark's own, which reads and writes these columns. */
  PipelineStage estimator();

  /**
   * How a model that it has learned is scored elsewhere.
   *
   * @param encoding what the vector's values are
   * @param input name of the input, for messages
   */
  ScorableClassifier scorable(Transformer model, Encoding encoding, String input);
}
