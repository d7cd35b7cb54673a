package dev.ionosphere.models.scoring;

/**
 * What a model says of one row.
 *
 * @param cluster number of the nearest centre, {@link Scores#UNSCORED} if a value was missing
 * @param distance to it, NaN if a value was missing
 * @param anomaly whether the distance is over the plan's threshold
 */
public record Score(int cluster, double distance, boolean anomaly) {

  public boolean scored() {
    return cluster != Scores.UNSCORED;
  }
}
