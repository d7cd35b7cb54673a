package dev.ionosphere.pipelines.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A step of a plan: it reads the numbers of the step {@code of} and gives some. Its JSON form is
 * documented in docs/reference/model-package.md.
 */
public sealed interface Operator {

  /** Its name in the file. */
  @JsonProperty
  String kind();

  /** Columns of the row, as they are. */
  record Numbers(List<String> columns) implements Operator {

    public Numbers {
      columns = List.copyOf(columns);
    }

    @Override
    public String kind() {
      return "numbers";
    }
  }

  /**
   * Categories as numbers, one a value.
   *
   * @param values by column: of how many it is the place, 0 of a number
   */
  record OneHot(int of, int[] values) implements Operator {

    @Override
    public String kind() {
      return "one-hot";
    }
  }

  /** Less the mean, divided by the deviation. */
  record Standardise(int of, double[] means, double[] deviations) implements Operator {

    @Override
    public String kind() {
      return "standardise";
    }
  }

  /** The nearest centre and the distance to it. */
  record NearestCentre(int of, double[][] centres) implements Operator {

    @Override
    public String kind() {
      return "nearest-centre";
    }
  }

  /** Weighted sums, one an intercept. */
  record Linear(int of, double[][] weights, double[] intercepts) implements Operator {

    @Override
    public String kind() {
      return "linear";
    }
  }

  /** Probabilities of two labels from one number. */
  record Logistic(int of) implements Operator {

    @Override
    public String kind() {
      return "logistic";
    }
  }

  /** Probabilities of labels from a number for each. */
  record Softmax(int of, int width) implements Operator {

    @Override
    public String kind() {
      return "softmax";
    }
  }

  /**
   * What the leaves of trees hold, summed. All trees' nodes follow each other in preorder: the left
   * child of a split is the node after it.
   *
   * @param width numbers of a row
   * @param roots first node of each tree
   * @param features by node: the number that a split asks for, -1 in a leaf
   * @param thresholds by node: what is at most it goes left; of a leaf 0
   * @param rights by node: of a split its right child, of a leaf its row of the values
   */
  record Forest(
      int of,
      int width,
      int[] roots,
      int[] features,
      double[] thresholds,
      int[] rights,
      double[][] values)
      implements Operator {

    @Override
    public String kind() {
      return "forest";
    }
  }

  /** Each number divided by their sum. */
  record Normalise(int of, int width) implements Operator {

    @Override
    public String kind() {
      return "normalise";
    }
  }

  /** Place of the greatest number, of equal ones the first. */
  record Argmax(int of, int width) implements Operator {

    @Override
    public String kind() {
      return "argmax";
    }
  }
}
