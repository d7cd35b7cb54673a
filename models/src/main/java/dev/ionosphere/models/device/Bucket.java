package dev.ionosphere.models.device;

import dev.ionosphere.models.device.Telemetry.Anomaly;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node on a device saw in one stretch of time. Rows that come late make another part of the
 * same stretch; what counts is the sum of the parts, in any order. One is made also if there were
 * no rows, so that a device whose source gives nothing is told from one that is silent.
 *
 * @param start of the stretch, a whole multiple of {@code seconds} since 1970; by the rows' own
 *     time if the source has one, else by the device's clock
 * @param seconds how long the stretch is, 1 to 86,400
 * @param part from 1, of those of the same node, generation, digest and start on this incarnation
 * @param closed when the device closed it, by its clock
 * @param rows that were read and well formed, those without some values included
 * @param scored rows that the model gave something for
 * @param refused rows that were not taken, by the wire name of the reason
 * @param firstRefused what was wrong with the first of them
 * @param features what was seen of each, by name
 * @param predictions scored rows by what the model said, in the order of its labels
 * @param anomalies scored rows that were anomalies
 * @param examples the first of the anomalies
 * @param offline whether it was closed while the hub was out of reach
 * @param unseen rows that were not scored for a category that training did not see; absent of
 *     agents up to 0.3.0
 */
public record Bucket(
    String ion,
    String node,
    String digest,
    long generation,
    Instant start,
    int seconds,
    long part,
    Instant closed,
    long rows,
    long scored,
    Map<String, Long> refused,
    @Nullable String firstRefused,
    Map<String, Seen> features,
    long[] predictions,
    long anomalies,
    List<Anomaly> examples,
    SourceState source,
    boolean offline,
    @Nullable Long unseen) {

  public Bucket {
    refused = Collections.unmodifiableMap(new TreeMap<>(refused));
    features = Collections.unmodifiableMap(new TreeMap<>(features));
    examples = List.copyOf(examples);
  }

  /** One whose rows' categories training saw. */
  public Bucket(
      String ion,
      String node,
      String digest,
      long generation,
      Instant start,
      int seconds,
      long part,
      Instant closed,
      long rows,
      long scored,
      Map<String, Long> refused,
      @Nullable String firstRefused,
      Map<String, Seen> features,
      long[] predictions,
      long anomalies,
      List<Anomaly> examples,
      SourceState source,
      boolean offline) {
    this(
        ion,
        node,
        digest,
        generation,
        start,
        seconds,
        part,
        closed,
        rows,
        scored,
        refused,
        firstRefused,
        features,
        predictions,
        anomalies,
        examples,
        source,
        offline,
        null);
  }

  /** Rows that were not scored for a category that training did not see. */
  public long rowsUnseen() {
    return unseen == null ? 0 : unseen;
  }

  /**
   * Values of one feature. Rows that are in no bin had none.
   *
   * @param counts in the bins of the model's baseline
   * @param least value; absent if there was none
   * @param greatest value; the same as the least if all were
   */
  public record Seen(long[] counts, @Nullable Double least, @Nullable Double greatest) {}

  /**
   * How the source stood when the bucket was closed.
   *
   * @param status what it does
   * @param lastRow when a row last came, by the device's clock; absent if none did
   * @param newest time of the newest row by the rows' own time; absent if they have none
   * @param behind bytes that are there and not yet read; absent if that is not known
   * @param reason why it cannot be read; empty if it can
   */
  public record SourceState(
      Status status,
      @Nullable Instant lastRow,
      @Nullable Instant newest,
      @Nullable Long behind,
      String reason) {

    public enum Status {
      /** Rows come. */
      READING,
      /** There is nothing new. */
      IDLE,
      /** It cannot be read. */
      FAULTY
    }
  }
}
