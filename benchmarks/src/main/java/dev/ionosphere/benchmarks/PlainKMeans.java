package dev.ionosphere.benchmarks;

/** K-means as one would write it without thinking of speed: the peer that is always there. */
final class PlainKMeans {

  private final double[] means;
  private final double[] deviations;
  private final double[][] centres;
  private final double[] standardised;
  int cluster;
  double distance;

  PlainKMeans(KMeansWorkload workload) {
    this.means = workload.means();
    this.deviations = workload.deviations();
    this.standardised = new double[workload.width()];
    double[] flat = workload.centres();
    this.centres = new double[workload.clusters()][workload.width()];
    for (int c = 0; c < centres.length; c++) {
      System.arraycopy(flat, c * workload.width(), centres[c], 0, workload.width());
    }
  }

  void score(double[] rows, int from) {
    for (int j = 0; j < standardised.length; j++) {
      standardised[j] = (rows[from + j] - means[j]) / deviations[j];
    }
    distance = Double.POSITIVE_INFINITY;
    cluster = -1;
    for (int c = 0; c < centres.length; c++) {
      double sum = 0;
      for (int j = 0; j < standardised.length; j++) {
        double difference = standardised[j] - centres[c][j];
        sum += difference * difference;
      }
      if (sum < distance) {
        distance = sum;
        cluster = c;
      }
    }
    distance = Math.sqrt(distance);
  }
}
