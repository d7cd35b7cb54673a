package dev.ionosphere.programs.curve;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Values of a figure in the order they came. It holds at most {@link #MOST} of them: when it is
 * full, every other one goes, and from then on half as many are taken. The newest is always there.
 */
public final class Curve {

  /** Points that are held. */
  public static final int MOST = 1_000;

  private static final int POINT_BYTES = 3 * Long.BYTES;

  private long[] steps = new long[8];
  private long[] millis = new long[8];
  private double[] values = new double[8];
  private int held;
  private long count;

  /** Of so many points one is held. */
  private long stride = 1;

  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private Point newest = new Point(0, Instant.EPOCH, Double.NaN);

  Curve() {}

  void add(Point point) {
    if (count % stride == 0) {
      if (held == MOST - 1) {
        thin();
      }
      if (count % stride == 0) {
        hold(point);
      }
    }
    count++;
    newest = point;
    if (Double.isFinite(point.value())) {
      least = Math.min(least, point.value());
      most = Math.max(most, point.value());
    }
  }

  private void thin() {
    for (int i = 0; 2 * i < held; i++) {
      steps[i] = steps[2 * i];
      millis[i] = millis[2 * i];
      values[i] = values[2 * i];
    }
    held = (held + 1) / 2;
    stride *= 2;
  }

  private void hold(Point point) {
    if (held == steps.length) {
      int longer = Math.min(MOST, 2 * held);
      steps = Arrays.copyOf(steps, longer);
      millis = Arrays.copyOf(millis, longer);
      values = Arrays.copyOf(values, longer);
    }
    steps[held] = point.step();
    millis[held] = point.time().toEpochMilli();
    values[held] = point.value();
    held++;
  }

  /** What is held, oldest first. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>(held + 1);
    for (int i = 0; i < held; i++) {
      points.add(new Point(steps[i], Instant.ofEpochMilli(millis[i]), values[i]));
    }
    boolean last = count == 0 || (count - 1) % stride == 0;
    if (!last) {
      points.add(newest);
    }
    return points;
  }

  /** Points that there were. */
  public long count() {
    return count;
  }

  /** NaN if there was none. */
  public double newest() {
    return newest.value();
  }

  /** The least finite value of all that there were; infinite if there was none. */
  public double least() {
    return least;
  }

  /** The greatest finite value of all that there were; infinite if there was none. */
  public double most() {
    return most;
  }

  /**
   * As it is kept in a file.
   *
   * @param points steps, milliseconds and values, 24 bytes each, in Base64
   */
  public record Saved(
      long count, long stride, double least, double most, Last newest, String points) {}

  /** The newest point, whether it is held or not. */
  public record Last(long step, long millis, double value) {}

  Saved save() {
    ByteBuffer bytes = ByteBuffer.allocate(held * POINT_BYTES);
    for (int i = 0; i < held; i++) {
      bytes.putLong(steps[i]).putLong(millis[i]).putDouble(values[i]);
    }
    return new Saved(
        count,
        stride,
        least,
        most,
        new Last(newest.step(), newest.time().toEpochMilli(), newest.value()),
        Base64.getEncoder().encodeToString(bytes.array()));
  }

  static Curve of(Saved saved) {
    Curve curve = new Curve();
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(saved.points()));
    while (bytes.remaining() >= POINT_BYTES && curve.held < MOST) {
      curve.hold(
          new Point(bytes.getLong(), Instant.ofEpochMilli(bytes.getLong()), bytes.getDouble()));
    }
    curve.count = saved.count();
    curve.stride = Math.max(1, saved.stride());
    curve.least = saved.least();
    curve.most = saved.most();
    curve.newest =
        new Point(
            saved.newest().step(),
            Instant.ofEpochMilli(saved.newest().millis()),
            saved.newest().value());
    return curve;
  }
}
