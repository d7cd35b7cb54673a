package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * The training job's {@code plan.json}: {@code features, means, deviations, centres, threshold,
 * quantile}, in the order of the features.
 *
 * @param quantile of the training distances that the threshold is
 */
public record TrainedPlan(ScoringPlan plan, double quantile) {

  private static final int MAXIMUM_BYTES = 64 * 1024 * 1024;

  /**
   * Reads a plan as training wrote it.
   *
   * @throws ModelFormatException if they are no such plan
   */
  public static TrainedPlan read(byte[] planJson) {
    JsonFields json =
        JsonFields.parse("plan.json", planJson, MAXIMUM_BYTES)
            .only("features", "means", "deviations", "centres", "threshold", "quantile");
    List<String> features = json.texts("features");
    List<double[]> centres = json.rows("centres");
    if (centres.isEmpty()) {
      throw new ModelFormatException(json.path("centres"), "none", "1 or more");
    }
    int width = features.size();
    double[] flat = new double[centres.size() * width];
    for (int c = 0; c < centres.size(); c++) {
      if (centres.get(c).length != width) {
        throw new ModelFormatException(
            json.path("centres") + "[" + c + "]", centres.get(c).length + " numbers", "" + width);
      }
      System.arraycopy(centres.get(c), 0, flat, c * width, width);
    }
    return new TrainedPlan(
        new ScoringPlan(
            List.of(
                new Step.SelectColumns(features),
                new Step.Standardise(
                    Vector.of(json.numbers("means")), Vector.of(json.numbers("deviations"))),
                new Step.KMeans(width, Vector.of(flat), json.number("threshold")))),
        json.has("quantile") ? json.number("quantile") : Double.NaN);
  }
}
