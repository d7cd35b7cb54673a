package dev.ionosphere.pipelines.classification;

import java.util.List;
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
   * @param features names of the vector's values
   * @param input name of the input, for messages
   */
  ScorableClassifier scorable(Transformer model, List<String> features, String input);
}
