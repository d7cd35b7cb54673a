package dev.ionosphere.edge.loop;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.models.device.Telemetry.Anomaly;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.scoring.Predictions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows with one model and counts them, each in the stretch of its own time, until all are
 * closed together. One that tells no time is as old as the last that did. One thread.
 *
 * <p>How many there are is bounded by what they take of memory. Rows whose own would be one too
 * many count in the newest, which happens only while the disk takes nothing.
 */
final class OpenBuckets {

  /** Most that are open, and that one closing makes. */
  static final int MOST = 256;

  /** Anomalies that are named, in all of them; the others are only counted. */
  static final int MOST_EXAMPLES = 1_000;

  /** Rows after which they are closed early, so that little has to be read again after a stop. */
  private static final long MANY_ROWS = 50_000;

  private static final int LEAST = 8;

  /** Numbers that all counters keep, 4 MiB of them. */
  private static final int MOST_CELLS = 1 << 19;

  private static final int CHUNK = 1_024;

  private final DeviceModel model;
  private final RowTimes times;
  private final int seconds;
  private final int most;
  private final Predictions said;

  /** The rows of a poll, one after the other, and when each was. */
  private final double[] values;

  private final Instant[] starts;
  private final TreeMap<Instant, OpenBucket> open = new TreeMap<>();
  private long taken;
  private int named;
  private @Nullable String firstBad;
  private @Nullable Instant newest;

  /** How long before they were read rows were, by the last that had a time of its own. */
  private Duration age = Duration.ZERO;

  OpenBuckets(DeviceModel model, RowTimes times, int seconds) {
    this.model = model;
    this.times = times;
    this.seconds = seconds;
    this.most = Math.clamp(MOST_CELLS / Math.max(1, model.newCounter().cells()), LEAST, MOST);
    int rows = times.stated() ? most : CHUNK;
    this.said = model.scorer().newPredictions(rows);
    this.values = new double[rows * model.features().size()];
    this.starts = new Instant[rows];
  }

  /** Most rows that may be added at once: if each has its own stretch, there is room for them. */
  int room() {
    if (!times.stated()) {
      return CHUNK;
    }
    return isFull() ? most : most - open.size();
  }

  /** Whether they should be closed before more rows come. */
  boolean isFull() {
    return taken >= MANY_ROWS || (times.stated() && open.size() > most / 2);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Begins an empty one for the stretch. */
  void begin(Instant start) {
    OpenBucket unused = bucket(start);
  }

  /**
   * Scores and counts.
   *
   * @param now by the device's clock
   */
  void add(Poll poll, Instant now) {
    RowBatch read = poll.rows();
    taken += read.size() + poll.refused().count();
    for (int row = 0; row < read.size(); row++) {
      times.of(read, row, now).ifPresent(own -> told(own, now));
      starts[row] = Stretch.startOf(now.minus(age), seconds);
    }
    if (!poll.refused().isEmpty()) {
      bucket(Stretch.startOf(now.minus(age), seconds)).refused.addAll(poll.refused());
      bad(poll.refused().first());
    }
    score(read);
    for (int from = 0, to = 1; from < read.size(); from = to, to++) {
      while (to < read.size() && starts[to].equals(starts[from])) {
        to++;
      }
      count(read, from, to, bucket(starts[from]));
    }
  }

  private void told(Instant time, Instant now) {
    newest = newest == null || time.isAfter(newest) ? time : newest;
    age = Duration.between(time, now);
  }

  private void score(RowBatch read) {
    model.inputs().copy(read, values);
    try {
      model.scorer().score(values, read.size(), said);
    } catch (InternalError e) {
      // So the JVM tells of a page that is not there any more.
      throw new IllegalStateException(
          "the plan of %s was cut where it is mapped, or its disk fails".formatted(model.digest()),
          e);
    }
  }

  private void count(RowBatch read, int from, int to, OpenBucket into) {
    into.counter.count(values, from, to - from);
    for (int row = from; row < to; row++) {
      if (!said.scored(row)) {
        OptionalInt unseen = model.inputs().refusedColumn(values, row * model.features().size());
        into.unseen += unseen.isPresent() ? 1 : 0;
        into.tooLarge += unseen.isPresent() || lacks(read, row) ? 0 : 1;
        bad(firstBad == null ? Optional.of(whyUnscored(read, row, unseen)) : Optional.empty());
        continue;
      }
      into.scored++;
      int label = said.label(row);
      if (label >= 0) {
        into.predictions[label]++;
      }
      if (said.anomaly(row)) {
        into.anomalies++;
        String name = label < 0 ? null : model.scorer().labels().get(label);
        name(new Anomaly(read.rowNumber(row), said.score(row), name), into);
      }
    }
  }

  private void name(Anomaly anomaly, OpenBucket in) {
    if (named < MOST_EXAMPLES) {
      named++;
      in.examples.add(anomaly);
    }
  }

  private String whyUnscored(RowBatch read, int row, OptionalInt unseen) {
    if (unseen.isPresent()) {
      int column = unseen.getAsInt();
      return "row %d is not scored, training did not see '%s' in column '%s'"
          .formatted(
              read.rowNumber(row),
              ShownText.value(String.valueOf(read.text(column, row))),
              model.features().get(column));
    }
    List<String> missing = new ArrayList<>();
    for (int column = 0; column < model.features().size(); column++) {
      if (!read.isPresent(column, row)) {
        missing.add("'" + model.features().get(column) + "'");
      } else if (isUnseen(read, column, row)) {
        missing.add("'" + model.features().get(column) + "' that training saw");
      }
    }
    return missing.isEmpty()
        ? "row %d has values too large to score".formatted(read.rowNumber(row))
        : "row %d is not scored, it has no value of %s"
            .formatted(read.rowNumber(row), String.join(", ", missing));
  }

  private boolean lacks(RowBatch read, int row) {
    for (int column = 0; column < model.features().size(); column++) {
      if (!read.isPresent(column, row) || isUnseen(read, column, row)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUnseen(RowBatch read, int column, int row) {
    return model.inputs().isUnseen(column, values[row * model.features().size() + column]);
  }

  private void bad(Optional<String> example) {
    if (firstBad == null) {
      firstBad = example.orElse(null);
    }
  }

  private OpenBucket bucket(Instant start) {
    @Nullable OpenBucket there = open.get(start);
    if (there != null) {
      return there;
    }
    if (open.size() >= most) {
      return open.lastEntry().getValue();
    }
    FeatureCounter counter = model.newCounter();
    OpenBucket made = new OpenBucket(start, counter, model.scorer().labels().size());
    open.put(start, made);
    return made;
  }

  /** From the earliest to the latest. */
  Collection<OpenBucket> all() {
    return open.values();
  }

  int seconds() {
    return seconds;
  }

  /** Rows that were read, those that were not scored included. */
  long rows() {
    return all().stream().mapToLong(OpenBucket::rows).sum();
  }

  long scored() {
    return all().stream().mapToLong(bucket -> bucket.scored).sum();
  }

  long bad() {
    return all().stream().mapToLong(OpenBucket::bad).sum();
  }

  /** Why rows were left out, with how many of them. */
  Map<String, Long> left() {
    Map<String, Long> left = new TreeMap<>();
    for (OpenBucket bucket : all()) {
      bucket.left().forEach((reason, count) -> left.merge(reason, count, Long::sum));
    }
    return left;
  }

  @Nullable String firstBad() {
    return firstBad;
  }

  long anomalies() {
    return all().stream().mapToLong(bucket -> bucket.anomalies).sum();
  }

  /** Anomalies that are counted and not named. */
  long unnamed() {
    return anomalies() - named;
  }

  /** The latest of the times that rows had of their own, since the start; null if none had one. */
  @Nullable Instant newest() {
    return newest;
  }

  void reset() {
    open.clear();
    taken = 0;
    named = 0;
    firstBad = null;
  }
}
