package dev.ionosphere.edge.loop;

import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.models.device.Telemetry.Anomaly;
import dev.ionosphere.models.device.Telemetry.Window;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.scoring.Predictions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores rows with one model and gathers what they gave until it is closed. One thread. */
final class OpenWindow {

  /** A window is closed early at so many anomalies, to keep its record small. */
  static final int MANY_ANOMALIES = 1_000;

  /** A window that cannot be closed names so many anomalies, and only counts the others. */
  static final int MOST_ANOMALIES = 4 * MANY_ANOMALIES;

  private final DeviceModel model;
  private final FeatureCounter counter;
  private final Predictions said;
  private final long[] predictions;

  /** The rows of a poll, one after the other. */
  private final double[] values;

  private final List<Anomaly> anomalies = new ArrayList<>();
  private long unnamed;
  private @Nullable Instant from;
  private long firstRow;
  private long rows;
  private long bad;
  private @Nullable String firstBad;

  OpenWindow(DeviceModel model, int mostRows) {
    this.model = model;
    this.counter = model.newCounter();
    this.said = model.scorer().newPredictions(mostRows);
    this.predictions = new long[model.scorer().labels().size()];
    this.values = new double[mostRows * model.features().size()];
  }

  void add(Poll poll, Instant now) {
    if (from == null) {
      from = now;
    }
    bad += poll.refused().count();
    if (firstBad == null) {
      firstBad = poll.refused().first().orElse(null);
    }
    RowBatch read = poll.rows();
    int width = model.features().size();
    for (int column = 0; column < width; column++) {
      read.copyNumbers(column, values, column, width);
    }
    model.scorer().score(values, read.size(), said);
    int kept = 0;
    for (int row = 0; row < read.size(); row++) {
      if (!said.scored(row)) {
        bad++;
        if (firstBad == null) {
          firstBad = "row %d has values too large to score".formatted(read.rowNumber(row));
        }
        continue;
      }
      if (kept < row) {
        System.arraycopy(values, row * width, values, kept * width, width);
      }
      kept++;
      add(read.rowNumber(row), row);
    }
    counter.count(values, 0, kept);
  }

  private void add(long number, int row) {
    if (rows == 0) {
      firstRow = number;
    }
    rows++;
    int label = said.label(row);
    if (label >= 0) {
      predictions[label]++;
    }
    if (said.anomaly(row) && anomalies.size() >= MOST_ANOMALIES) {
      unnamed++;
    } else if (said.anomaly(row)) {
      String name = label < 0 ? null : model.scorer().labels().get(label);
      anomalies.add(new Anomaly(number, said.score(row), name));
    }
  }

  boolean isEmpty() {
    return rows == 0 && bad == 0;
  }

  boolean isFull() {
    return anomalies.size() >= MANY_ANOMALIES;
  }

  long rows() {
    return rows;
  }

  long bad() {
    return bad;
  }

  @Nullable String firstBad() {
    return firstBad;
  }

  long anomalies() {
    return anomalies.size() + unnamed;
  }

  /** Anomalies that are counted, and not among those of the window. */
  long unnamed() {
    return unnamed;
  }

  /** What was gathered; it goes on gathering until {@link #reset}. */
  Window close(NodeKey key, long generation, long sequence, Instant now, boolean offline) {
    Instant begun = from == null ? now : from;
    return new Window(
        key.ion(),
        key.node(),
        model.digest(),
        generation,
        sequence,
        begun,
        // A clock that was set back meanwhile does not make a window that ends before it begins.
        now.isBefore(begun) ? begun : now,
        rows,
        counter.counts(),
        predictions.clone(),
        List.copyOf(anomalies),
        firstRow,
        offline);
  }

  void reset() {
    counter.reset();
    java.util.Arrays.fill(predictions, 0);
    anomalies.clear();
    unnamed = 0;
    from = null;
    firstRow = 0;
    rows = 0;
    bad = 0;
    firstBad = null;
  }
}
