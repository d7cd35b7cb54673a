package dev.ionosphere.edge.feed;

/**
 * A way on which orders come to the device. It waits for its other end and survives its absence.
 */
public interface OrderFeed {

  /** Takes orders until the thread is interrupted. */
  void run();

  /** Whether an order could arrive now. */
  boolean connected();
}
