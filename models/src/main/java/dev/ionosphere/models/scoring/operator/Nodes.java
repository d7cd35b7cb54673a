package dev.ionosphere.models.scoring.operator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/**
 * The nodes of trees, 16 bytes each: threshold f64, feature i32, right i32. All of a node lies
 * together, so that a walk down a large forest touches one page a step. In memory, or where a file
 * is mapped. Safe for threads.
 */
public final class Nodes {

  static final int BYTES = 16;

  /** Numbers that a copy of a node takes. */
  static final int NUMBERS = BYTES / Double.BYTES;

  private static final int FEATURE = 8;
  private static final int RIGHT = 12;

  private final ByteBuffer bytes; // little-endian, only ever read by place
  private final DoubleBuffer numbers; // the same

  /**
   * @param bytes a whole number of nodes, little-endian
   */
  Nodes(ByteBuffer bytes) {
    this.bytes = bytes;
    numbers = bytes.asDoubleBuffer();
  }

  /** The nodes of three arrays of the same length. */
  static Nodes of(int[] features, Vector thresholds, int[] rights) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(BYTES, features.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < features.length; i++) {
      bytes.putDouble(thresholds.get(i)).putInt(features[i]).putInt(rights[i]);
    }
    return new Nodes(bytes.flip());
  }

  int count() {
    return bytes.limit() / BYTES;
  }

  /** What a split compares with; of a leaf 0. */
  double threshold(int node) {
    return bytes.getDouble(node * BYTES);
  }

  /** The value that a split asks for, {@link Trees#LEAF} in a leaf. */
  int feature(int node) {
    return bytes.getInt(node * BYTES + FEATURE);
  }

  /** Of a split its right child, of a leaf its row of the values. */
  int right(int node) {
    return bytes.getInt(node * BYTES + RIGHT);
  }

  /** Copies some of them, each as two numbers: the threshold, and the bits of the rest. */
  void copy(int from, int count, double[] into, int at) {
    numbers.get(from * NUMBERS, into, at, count * NUMBERS);
  }

  /** Whether they lie outside the heap. */
  boolean isMapped() {
    return bytes.isDirect();
  }

  void write(PlanWriter out) {
    out.aligned().bytes(bytes.duplicate());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Nodes nodes && bytes.equals(nodes.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return count() + " nodes";
  }
}
