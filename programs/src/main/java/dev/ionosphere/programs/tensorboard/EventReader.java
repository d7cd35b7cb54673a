package dev.ionosphere.programs.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.ionosphere.programs.curve.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records as {@code tensorflow.Event}: scalars, histograms and texts, old and new ones. What
 * else there is goes by unread.
 */
final class EventReader {

  private static final int LONGEST_TAG = 200;
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_PLUGIN = 100;

  /** The year 2200; later is no time that a clock shows. */
  private static final double LATEST = 7_258_118_400d;

  private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  /** Which plugin a tag is of: writers may say it once, with its first value. */
  private final Map<String, String> plugins;

  private final int mostPlugins;
  private final EventTaker taker;
  private long step;
  private Instant time = Instant.EPOCH;

  /**
   * @param plugins by tag; it is added to
   * @param mostPlugins how many it may hold
   */
  EventReader(Map<String, String> plugins, int mostPlugins, EventTaker taker) {
    this.plugins = plugins;
    this.mostPlugins = mostPlugins;
    this.taker = taker;
  }

  /**
   * Reads a record.
   *
   * @param now time of one that tells none
   * @throws IOException if it is none
   */
  void read(byte[] bytes, int from, int length, Instant now) throws IOException {
    step = 0;
    time = now;
    CodedInputStream in = stream(ByteBuffer.wrap(bytes, from, length));
    // The step may come after the summary.
    Optional<ByteBuffer> summary = Optional.empty();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | WireFormat.WIRETYPE_FIXED64 -> time = time(in.readDouble(), now);
        case 2 << 3 | WireFormat.WIRETYPE_VARINT -> step = in.readInt64();
        case 5 << 3 | BYTES -> summary = Optional.of(in.readByteBuffer());
        default -> in.skipField(tag);
      }
    }
    if (summary.isPresent()) {
      summary(stream(summary.get()));
    }
  }

  private static CodedInputStream stream(ByteBuffer bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    in.enableAliasing(true);
    return in;
  }

  private static Instant time(double seconds, Instant now) {
    return seconds >= 0 && seconds < LATEST
        ? Instant.ofEpochMilli(Math.round(seconds * 1000))
        : now;
  }

  private void summary(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (1 << 3 | BYTES)) {
        int before = in.pushLimit(in.readRawVarint32());
        value(in);
        in.popLimit(before);
      } else {
        in.skipField(tag);
      }
    }
  }

  private void value(CodedInputStream in) throws IOException {
    String name = "";
    String plugin = "";
    Optional<Double> simple = Optional.empty();
    Optional<Histogram> histogram = Optional.empty();
    Optional<Tensor> tensor = Optional.empty();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | BYTES ->
            name = Tensor.string(in.readByteBuffer(), LONGEST_TAG + 1).replace('\0', ' ');
        case 2 << 3 | WireFormat.WIRETYPE_FIXED32 -> simple = Optional.of((double) in.readFloat());
        case 5 << 3 | BYTES -> {
          int before = in.pushLimit(in.readRawVarint32());
          histogram = Optional.of(old(in));
          in.popLimit(before);
        }
        case 8 << 3 | BYTES -> {
          int before = in.pushLimit(in.readRawVarint32());
          tensor = Optional.of(Tensor.read(in));
          in.popLimit(before);
        }
        case 9 << 3 | BYTES -> {
          int before = in.pushLimit(in.readRawVarint32());
          plugin = plugin(in);
          in.popLimit(before);
        }
        default -> in.skipField(tag);
      }
    }
    if (name.isEmpty() || name.length() > LONGEST_TAG) {
      return;
    }
    if (simple.isPresent()) {
      taker.scalar(name, new Point(step, time, simple.get()));
    } else if (histogram.isPresent()) {
      taker.histogram(name, histogram.get());
    } else if (tensor.isPresent()) {
      tensor(name, known(name, plugin), tensor.get());
    }
  }

  private String known(String tag, String told) {
    if (told.isEmpty()) {
      return plugins.getOrDefault(tag, "");
    }
    if (plugins.size() < mostPlugins) {
      plugins.putIfAbsent(tag, told);
    }
    return told;
  }

  private void tensor(String tag, String plugin, Tensor tensor) throws IOException {
    boolean scalar = plugin.equals("scalars") || plugin.isEmpty() && tensor.rank() == 0;
    if (scalar && tensor.scalar().isPresent()) {
      taker.scalar(tag, new Point(step, time, tensor.scalar().getAsDouble()));
    } else if (plugin.equals("histograms") && tensor.isTableOfThree()) {
      taker.histogram(tag, buckets(tensor));
    } else if (plugin.equals("text")) {
      tensor.text(LONGEST_TEXT).ifPresent(text -> taker.text(tag, new Text(step, time, text)));
    }
  }

  /** {@code HistogramProto}; its buckets go by unread. */
  private Histogram old(CodedInputStream in) throws IOException {
    double least = 0;
    double most = 0;
    double count = 0;
    double sum = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 | WireFormat.WIRETYPE_FIXED64 -> least = in.readDouble();
        case 2 << 3 | WireFormat.WIRETYPE_FIXED64 -> most = in.readDouble();
        case 3 << 3 | WireFormat.WIRETYPE_FIXED64 -> count = in.readDouble();
        case 4 << 3 | WireFormat.WIRETYPE_FIXED64 -> sum = in.readDouble();
        default -> in.skipField(tag);
      }
    }
    return new Histogram(step, time, count, least, most, count == 0 ? Double.NaN : sum / count);
  }

  /** Rows of left end, right end and count. */
  private Histogram buckets(Tensor rows) {
    double least = Double.NaN;
    double most = Double.NaN;
    double count = 0;
    double sum = 0;
    for (int row = 0; row < rows.size(); row += 3) {
      double held = rows.at(row + 2);
      if (held > 0) {
        least = Double.isNaN(least) ? rows.at(row) : Math.min(least, rows.at(row));
        most = Double.isNaN(most) ? rows.at(row + 1) : Math.max(most, rows.at(row + 1));
        count += held;
        sum += held * (rows.at(row) + rows.at(row + 1)) / 2;
      }
    }
    return new Histogram(step, time, count, least, most, sum / count);
  }

  /** The plugin's name out of {@code SummaryMetadata}. */
  private static String plugin(CodedInputStream in) throws IOException {
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag != (1 << 3 | BYTES)) {
        in.skipField(tag);
        continue;
      }
      int before = in.pushLimit(in.readRawVarint32());
      for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
        if (inner == (1 << 3 | BYTES)) {
          name = Tensor.string(in.readByteBuffer(), LONGEST_PLUGIN);
        } else {
          in.skipField(inner);
        }
      }
      in.popLimit(before);
    }
    return name;
  }
}
