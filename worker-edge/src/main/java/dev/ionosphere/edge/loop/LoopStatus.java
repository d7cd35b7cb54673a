package dev.ionosphere.edge.loop;

/**
 * What a node has done so far.
 *
 * @param rows scored since the device was enrolled
 * @param bad rows left out
 * @param nextRow number of the next row in the source
 */
public record LoopStatus(long rows, long bad, long anomalies, long nextRow) {

  static LoopStatus of(Progress progress, OpenBuckets open, long nextRow) {
    return new LoopStatus(
        progress.rows() + open.scored(),
        progress.bad() + open.bad(),
        progress.anomalies() + open.anomalies(),
        nextRow);
  }
}
