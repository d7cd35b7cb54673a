package dev.ionosphere.models.device;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a device's spool to the hub, oldest first. Delivered at least once; the hub
 * counts a record once by (device, incarnation, lane, sequence) and answers a {@link
 * TelemetryReceipt}.
 *
 * @param incarnation which enrolment of the name the device is, from 1
 * @param spoolDepth records still waiting on the device
 * @param dropped records the bounded spool had to drop since the device was enrolled
 * @param putAside records that could not be read, or that the hub refused; kept on the device
 * @param actual what each inference node on the device runs now
 * @param outcomes what became of each node of the assignment that the device holds, as far as that
 *     is decided; empty from an agent before 0.3.0
 * @param held the order that the device follows; null before the first, and of agents before 0.3.0
 * @param agent the program that runs there, with its first delivery; null after it
 */
public record Telemetry(
    String device,
    long incarnation,
    Instant sent,
    long spoolDepth,
    long dropped,
    long putAside,
    List<Actual> actual,
    List<Outcome> outcomes,
    List<Entry> records,
    @Nullable Held held,
    @Nullable Agent agent) {

  public Telemetry {
    actual = List.copyOf(actual);
    outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    records = List.copyOf(records);
  }

  /**
   * What the device was last ordered, and what it trusts.
   *
   * @param epoch and version: of its assignment
   * @param digest of the assignment; the same number with another digest is another order
   * @param root version of the root of trust
   * @param rootDigest of the root of trust
   */
  public record Held(long epoch, long version, String digest, long root, String rootDigest) {}

  /**
   * The program that runs on a device.
   *
   * @param version such as 0.3.0, or development
   * @param memoryMb that it may take
   * @param reads formats that it reads, such as {@code package/1}
   */
  public record Agent(String version, String architecture, long memoryMb, List<String> reads) {
    public Agent {
      reads = reads == null ? List.of() : List.copyOf(reads);
    }
  }

  /**
   * A record of the spool.
   *
   * @param lane random name of the queue that numbers it; another one whenever numbers may repeat
   * @param sequence its number in the lane
   * @param kind {@link #BUCKET}, {@link #INCIDENT}, what a newer device has, or {@link #WINDOW} of
   *     agents up to 0.3.0
   * @param body a {@link Bucket}, an {@link Incident} or a {@link Window}; read on its own, so that
   *     a bad one spoils no other
   */
  public record Entry(String lane, long sequence, String kind, @Nullable Object body) {

    public static final String BUCKET = "bucket";
    public static final String WINDOW = "window";
    public static final String INCIDENT = "incident";
  }

  /**
   * What a node on the device runs.
   *
   * @param status told, fetching, staged, active or failed
   */
  public record Actual(
      String ion, String node, long generation, String digest, String status, String reason) {}

  /**
   * What became of a node that was ordered.
   *
   * @param generation that was ordered
   * @param model digest that was ordered
   * @param reason why it was refused; empty otherwise
   */
  public record Outcome(
      String ion,
      String node,
      long generation,
      String model,
      ApplyOutcome.Status status,
      String reason) {}

  /**
   * Rows scored between two closings of the window.
   *
   * @param sequence counts up from 1 per device, node and digest; for people only
   * @param histograms counts by feature, in the bins of the model's baseline
   * @param predictions counts by label, in the order of the model's labels
   * @param anomalies rows that are anomalies
   * @param offline whether the window was closed while the hub was out of reach
   */
  public record Window(
      String ion,
      String node,
      String digest,
      long generation,
      long sequence,
      Instant from,
      Instant to,
      long rows,
      Map<String, long[]> histograms,
      long[] predictions,
      List<Anomaly> anomalies,
      long firstRow,
      boolean offline) {

    /** The same window with other counts by feature. */
    public Window withHistograms(Map<String, long[]> counts) {
      return new Window(
          ion,
          node,
          digest,
          generation,
          sequence,
          from,
          to,
          rows,
          counts,
          predictions,
          anomalies,
          firstRow,
          offline);
    }
  }

  /**
   * A row that the model's anomaly rule holds for. Devices up to 0.3.0 call score and label {@code
   * distance} and {@code cluster}.
   *
   * @param row number of the row in the source, from 0
   * @param score that is over the threshold
   * @param label what the model says of it; absent if it says no label
   */
  public record Anomaly(
      long row,
      @JsonAlias("distance") double score,
      @JsonAlias("cluster") @Nullable String label) {}

  /**
   * Something the device did or refused by itself.
   *
   * @param kind one of {@link IncidentKind}, or what a newer device has
   */
  public record Incident(
      Instant time, String kind, @Nullable String ion, @Nullable String node, String message) {}
}
