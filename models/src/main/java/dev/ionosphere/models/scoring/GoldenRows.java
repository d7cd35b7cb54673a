package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * Inputs with the training engine's own outputs, the part {@code golden} of a package: JSON {@code
 * features, rows, clusters, distances} as the training job writes it.
 */
public final class GoldenRows {

  /** Of a distance, relative to it if it is over 1 and absolute below. */
  public static final double TOLERANCE = 1e-9;

  private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;
  private static final int MAXIMUM_ROWS = 100_000;

  private final List<String> features;
  private final double[] rows;
  private final long[] clusters;
  private final double[] distances;

  private GoldenRows(List<String> features, double[] rows, long[] clusters, double[] distances) {
    this.features = List.copyOf(features);
    this.rows = rows;
    this.clusters = clusters;
    this.distances = distances;
  }

  /**
   * Reads golden rows as training wrote them.
   *
   * @throws ModelFormatException if they are no golden rows, or none
   */
  public static GoldenRows read(byte[] goldenJson) {
    JsonFields json =
        JsonFields.parse("golden rows", goldenJson, MAXIMUM_BYTES)
            .only("features", "rows", "clusters", "distances");
    List<String> features = json.texts("features");
    List<double[]> rows = json.rows("rows");
    long[] clusters = json.wholes("clusters");
    double[] distances = json.numbers("distances");
    int count = rows.size();
    if (count == 0
        || count > MAXIMUM_ROWS
        || clusters.length != count
        || distances.length != count) {
      throw new ModelFormatException(
          "golden rows",
          count + " rows, " + clusters.length + " clusters, " + distances.length + " distances",
          "1 to " + MAXIMUM_ROWS + ", as many of each");
    }
    double[] flat = new double[count * features.size()];
    for (int r = 0; r < count; r++) {
      if (rows.get(r).length != features.size()) {
        throw new ModelFormatException(
            json.path("rows") + "[" + r + "]",
            rows.get(r).length + " numbers",
            "" + features.size());
      }
      System.arraycopy(rows.get(r), 0, flat, r * features.size(), features.size());
    }
    return new GoldenRows(features, flat, clusters, distances);
  }

  public List<String> features() {
    return features;
  }

  public int count() {
    return clusters.length;
  }

  /** Scores every row with the plan and compares. */
  public Parity verify(ScoringPlan plan) {
    return verify(plan.scorer(features));
  }

  /**
   * Scores every row and compares clusters exactly, distances within {@link #TOLERANCE}.
   *
   * @throws IllegalArgumentException if the scorer is for other columns than {@link #features}
   */
  public Parity verify(Scorer scorer) {
    if (!scorer.columns().equals(features)) {
      throw new IllegalArgumentException(
          "scorer: got columns " + scorer.columns() + ", allowed: " + features);
    }
    Scores scores = scorer.newScores(count());
    scorer.score(rows, count(), scores);
    double largest = 0;
    for (int r = 0; r < count(); r++) {
      double difference = Math.abs(scores.distance(r) - distances[r]);
      double allowed = TOLERANCE * Math.max(1, Math.abs(distances[r]));
      boolean bothMissing = Double.isNaN(scores.distance(r)) && Double.isNaN(distances[r]);
      if (scores.cluster(r) != clusters[r] || !(difference <= allowed || bothMissing)) {
        return new Parity.Different(
            r, text(scores.cluster(r), scores.distance(r)), text(clusters[r], distances[r]));
      }
      largest = bothMissing ? largest : Math.max(largest, difference);
    }
    return new Parity.Equal(count(), largest);
  }

  private static String text(long cluster, double distance) {
    return "cluster " + cluster + " at distance " + distance;
  }
}
