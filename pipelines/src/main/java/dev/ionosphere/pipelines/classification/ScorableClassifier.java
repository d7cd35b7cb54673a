package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.plan.Input;
import dev.ionosphere.pipelines.plan.Operator;
import java.util.List;
import java.util.Map;

/** A model that tells rows by their labels, as it is scored elsewhere. */
public interface ScorableClassifier {

  /** The columns that it looks at. */
  List<Input> inputs();

  /** Steps; the last gives the probabilities. */
  List<Operator> operators();

  /** The step whose greatest number has the place of the label. */
  int votes();

  /**
   * Whether it says anything of such a row, see {@link dev.ionosphere.pipelines.golden.Answers}.
   */
  boolean answers(double[] row);

  /** Rows where it is about to say something else. */
  List<double[]> hardRows(List<double[]> usual);

  /** Figures of its own. */
  Map<String, Object> metrics();
}
