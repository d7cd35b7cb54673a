package dev.ionosphere.models.scoring;

/**
 * What a model says of one row.
 *
 * @param scored whether it says anything: false if a value that it needs was missing or impossible
 * @param label number of the first label that it says, -1 if it says none
 * @param score what its anomaly rule looks at, NaN if it has none
 * @param anomaly whether the row is one
 */
public record Prediction(boolean scored, int label, double score, boolean anomaly) {

  /** Of a row that is not scored. */
  public static final Prediction NONE = new Prediction(false, -1, Double.NaN, false);
}
