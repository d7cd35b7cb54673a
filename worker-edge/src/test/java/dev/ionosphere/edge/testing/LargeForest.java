package dev.ionosphere.edge.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes the plan of a forest of any size, byte by byte as docs/reference/model-package.md says,
 * and works out what it says of some rows while it does so: full trees of random splits whose
 * leaves hold eighths, so that sums are exact.
 */
public final class LargeForest {

  /** What may be wrong with one of its nodes. */
  public enum Fault {
    NONE,
    /** A right child that is its own parent. */
    CYCLE,
    /** A right child in another tree. */
    OUTSIDE,
    /** A threshold that is no number. */
    NAN,
    /** More nodes than there are. */
    COUNT
  }

  static final double[][] ROWS = {{1, 1.25}, {60, 50}, {-1, -1}, {0, 0}, {0.3, -0.7}};

  private static final int DEPTH = 12;
  private static final int NODES = (1 << DEPTH + 1) - 1;
  private static final int LEAVES = 1 << DEPTH;

  private final List<String> columns;
  private final Random random;
  private final Fault fault;
  private final double[] sums = new double[ROWS.length];
  private final ByteBuffer small = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private CheckedOutputStream out;
  private long position;
  private int node;
  private int leaf;

  LargeForest(List<String> columns, long seed, Fault fault) {
    this.columns = columns;
    this.random = new Random(seed);
    this.fault = fault;
  }

  /** Gives what it says of {@link #ROWS}. */
  double[] write(Path file, int megabytes) throws IOException {
    int trees = (int) ((megabytes * 1_000_000L) / (16L * NODES + 8L * LEAVES));
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out = new CheckedOutputStream(to, new CRC32C());
      i32(0x504e4f49).u16(2).i32(columns.size());
      for (String column : columns) {
        text(column).text("float64").u8(0);
      }
      u16(2);
      u16(1).u16(1).i32(4 + columns.stream().mapToInt(column -> 2 + column.length()).sum());
      align().i32(columns.size());
      columns.forEach(this::text);
      u16(7).u16(1).i32(content(trees)).align();
      forest(trees);
      u16(1).text("sum").text("value").u16(1).i32(0).i32(0);
      u8(0);
      int checksum = (int) out.getChecksum().getValue();
      i32(checksum);
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    return sums;
  }

  private static int content(int trees) {
    int head = 2 + 4 + 4 * 4 + 4 * trees;
    return (head + 7) / 8 * 8 + trees * (16 * NODES + 8 * LEAVES);
  }

  private void forest(int trees) {
    u16(0).i32(columns.size()).i32(1).i32(trees);
    i32(fault == Fault.COUNT ? 19_999_999 : trees * NODES).i32(trees * LEAVES);
    for (int tree = 0; tree < trees; tree++) {
      i32(tree * NODES);
    }
    align();
    for (int tree = 0; tree < trees; tree++) {
      boolean[] all = new boolean[ROWS.length];
      java.util.Arrays.fill(all, true);
      grow(DEPTH, all);
    }
    for (int i = 0; i < trees * LEAVES; i++) {
      f64(value(i));
    }
  }

  private static double value(int leaf) {
    return leaf % 7 / 8.0;
  }

  /**
   * @param here which of the rows come here
   */
  private void grow(int depth, boolean[] here) {
    int own = node++;
    if (depth == 0) {
      f64(0).i32(-1).i32(leaf);
      for (int r = 0; r < here.length; r++) {
        sums[r] += here[r] ? value(leaf) : 0;
      }
      leaf++;
      return;
    }
    int feature = random.nextInt(columns.size());
    double threshold = random.nextDouble(-2, 2);
    boolean last = own > NODES && depth == DEPTH;
    int right = own + (1 << depth);
    if (last) {
      right = fault == Fault.CYCLE ? own : right;
      right = fault == Fault.OUTSIDE ? own + NODES + 7 : right;
    }
    f64(last && fault == Fault.NAN ? Double.NaN : threshold).i32(feature).i32(right);
    boolean[] left = new boolean[here.length];
    boolean[] other = new boolean[here.length];
    for (int r = 0; r < here.length; r++) {
      boolean less = ROWS[r][feature] <= threshold;
      left[r] = here[r] && less;
      other[r] = here[r] && !less;
    }
    grow(depth - 1, left);
    grow(depth - 1, other);
  }

  private LargeForest text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    u16(bytes.length);
    for (byte one : bytes) {
      u8(one);
    }
    return this;
  }

  private LargeForest align() {
    while (position % 8 != 0) {
      u8(0);
    }
    return this;
  }

  private LargeForest u8(int value) {
    small.put(0, (byte) value);
    return write(1);
  }

  private LargeForest u16(int value) {
    small.putShort(0, (short) value);
    return write(2);
  }

  private LargeForest i32(int value) {
    small.putInt(0, value);
    return write(4);
  }

  private LargeForest f64(double value) {
    small.putDouble(0, value);
    return write(8);
  }

  private LargeForest write(int bytes) {
    try {
      out.write(small.array(), 0, bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    position += bytes;
    return this;
  }
}
