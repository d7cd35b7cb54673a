package dev.ionosphere.pipelines.input;

import org.apache.spark.Partitioner;

/** Blocks one after the other to all partitions, so that a large file keeps all cores busy. */
final class Spread extends Partitioner {

  private static final long serialVersionUID = 1;

  private final int partitions;

  Spread(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object position) {
    return (int) (BlockReader.spread((Long) position) % partitions);
  }
}
