package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.baseline.FeatureSummary;
import dev.ionosphere.pipelines.input.Holdout;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.input.Labels;
import dev.ionosphere.pipelines.input.TrainingInput;
import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Feature;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to learn from.
 *
 * @param features their columns, none of them constant
 */
public record TrainingRows(TrainingInput input, InputRows rows, List<FeatureSummary> features) {

  public TrainingRows {
    features = List.copyOf(features);
  }

  /** Names of the features. */
  public List<String> names() {
    return features.stream().map(FeatureSummary::name).toList();
  }

  /** Name of the input, for messages. */
  public String shown() {
    return input.shown();
  }

  public long count() {
    return rows.count();
  }

  /** The features as columns {@code c0}, {@code c1} and so on. */
  public Dataset<Row> dataset() {
    return FeatureVector.withCategories(rows.dataset(names()), encoding());
  }

  /** How the features become numbers of a vector. */
  public Encoding encoding() {
    return new Encoding(
        names().stream()
            .map(name -> new Feature(name, rows.categories(name), input.unseen()))
            .toList());
  }

  /**
   * What the rows may be.
   *
   * @throws dev.ionosphere.pipelines.JobException if there are too few labels, or too many
   */
  public Labels labels() {
    return input
        .labels(rows)
        .orElseThrow(() -> new IllegalStateException("a learner that wants labels names a column"));
  }

  /** The features, with label and part, see {@link InputRows}. */
  public Dataset<Row> dataset(Labels labels, Holdout holdout) {
    return FeatureVector.withCategories(rows.dataset(names(), labels, holdout), encoding());
  }
}
