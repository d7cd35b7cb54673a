package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.golden.Answers;
import dev.ionosphere.pipelines.plan.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/** Cluster and distance, as Spark has them. Hard are rows half way between two centres. */
final class KMeansAnswers implements Answers {

  private static final int MOST_CENTRES = 30;

  private final Encoding encoding;
  private final double[] means;
  private final double[] deviations;
  private final Vector[] centres;

  KMeansAnswers(Encoding encoding, StandardScalerModel scaler, Vector[] centres) {
    this.encoding = encoding;
    means = scaler.mean().toArray();
    deviations = scaler.std().toArray();
    this.centres = centres;
  }

  /** Spark fails on others: their distances are no numbers. */
  @Override
  public boolean to(double[] row) {
    return Arrays.stream(row).allMatch(Double::isFinite) && encoding.scores(row, false);
  }

  @Override
  public List<double[]> hardRows(List<double[]> usual) {
    int count = Math.min(centres.length, MOST_CENTRES);
    List<double[]> hard = new ArrayList<>();
    for (int one = 0; one < count; one++) {
      for (int other = one + 1; other < count; other++) {
        double[] between = encoding.row(between(centres[one], centres[other]));
        hard.add(between);
        if (!encoding.features().get(0).isCategory()) {
          hard.add(beside(between, Double.POSITIVE_INFINITY));
          hard.add(beside(between, Double.NEGATIVE_INFINITY));
        }
      }
    }
    return hard;
  }

  private double[] between(Vector one, Vector other) {
    double[] row = new double[means.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = means[i] + deviations[i] * (one.apply(i) + other.apply(i)) / 2;
    }
    return row;
  }

  /** One ulp away in its first value. */
  private static double[] beside(double[] row, double direction) {
    double[] beside = row.clone();
    beside[0] = Math.nextAfter(row[0], direction);
    return beside;
  }

  @Override
  public double[][] of(Row scored) {
    Distances.Scored said = Distances.scored(scored, centres);
    return new double[][] {{said.cluster()}, {said.distance()}};
  }
}
