package dev.ionosphere.pipelines.classification;

import java.io.Serializable;
import java.util.Arrays;

/** What a model said of rows that it did not learn from, counted. */
final class HeldOut implements Serializable {

  private static final long serialVersionUID = 1;

  /** So that a label that was held impossible costs much, and not everything. As Spark has it. */
  private static final double LEAST_PROBABILITY = 1e-15;

  private final long[][] rows; // [label that it is][label that is said]
  private double loss;
  private long flagged;
  private long anomalies;
  private long anomaliesFlagged;

  HeldOut(int labels) {
    rows = new long[labels][labels];
  }

  /**
   * @param is place of the row's label
   * @param said place of the label that the model said
   */
  HeldOut add(int is, int said, double[] probabilities, AnomalousLabels anomalous) {
    rows[is][said]++;
    loss -= Math.log(Math.max(probabilities[is], LEAST_PROBABILITY));
    boolean flags = anomalous.sum(probabilities) > AnomalousLabels.ABOVE;
    flagged += flags ? 1 : 0;
    anomalies += anomalous.has(is) ? 1 : 0;
    anomaliesFlagged += flags && anomalous.has(is) ? 1 : 0;
    return this;
  }

  HeldOut merge(HeldOut other) {
    for (int is = 0; is < rows.length; is++) {
      for (int said = 0; said < rows.length; said++) {
        rows[is][said] += other.rows[is][said];
      }
    }
    loss += other.loss;
    flagged += other.flagged;
    anomalies += other.anomalies;
    anomaliesFlagged += other.anomaliesFlagged;
    return this;
  }

  long count() {
    return Arrays.stream(rows).mapToLong(row -> Arrays.stream(row).sum()).sum();
  }

  /** Rows by the label that they are and the one that was said. */
  long[] rowsThatAre(int label) {
    return rows[label].clone();
  }

  /** Rows with a label. */
  long are(int label) {
    return Arrays.stream(rows[label]).sum();
  }

  private long said(int label) {
    return Arrays.stream(rows).mapToLong(row -> row[label]).sum();
  }

  double accuracy() {
    long right = 0;
    for (int label = 0; label < rows.length; label++) {
      right += rows[label][label];
    }
    return share(right, count());
  }

  /** Mean of the negative logarithm of the probability that was given to what a row is. */
  double logLoss() {
    return loss / count();
  }

  /** Of the rows that the label was said of, the share that has it; NaN if it was never said. */
  double precision(int label) {
    return share(rows[label][label], said(label));
  }

  /** Of the rows that have the label, the share that it was said of; NaN if none has it. */
  double recall(int label) {
    return share(rows[label][label], are(label));
  }

  /**
   * Harmonic mean of the two; 0 if the label was never right, NaN if it never was and was never
   * said.
   */
  double f1(int label) {
    return share(2 * rows[label][label], are(label) + said(label));
  }

  /** Of the rows that are flagged, the share that are anomalies. */
  double anomalyPrecision() {
    return share(anomaliesFlagged, flagged);
  }

  /** Of the anomalies, the share that is flagged. */
  double anomalyRecall() {
    return share(anomaliesFlagged, anomalies);
  }

  private static double share(long part, long all) {
    return all == 0 ? Double.NaN : (double) part / all;
  }
}
