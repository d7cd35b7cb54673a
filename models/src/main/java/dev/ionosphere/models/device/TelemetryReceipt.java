package dev.ionosphere.models.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each record of a delivery. A device lets go of a record for a verdict only.
 *
 * @param records one for each record that was sent, in its order
 */
public record TelemetryReceipt(List<Answer> records) {

  public TelemetryReceipt {
    records = List.copyOf(records);
  }

  /**
   * @param reason why it was refused; absent otherwise
   */
  public record Answer(String lane, long sequence, Verdict verdict, @Nullable String reason) {

    public static Answer of(Telemetry.Entry entry, Verdict verdict) {
      return new Answer(entry.lane(), entry.sequence(), verdict, null);
    }

    public static Answer refused(Telemetry.Entry entry, String reason) {
      return new Answer(entry.lane(), entry.sequence(), Verdict.REFUSED, reason);
    }
  }

  /** What the hub did with a record. */
  public enum Verdict {
    @JsonProperty("accepted")
    ACCEPTED,
    /** It has it already. */
    @JsonProperty("duplicate")
    DUPLICATE,
    /** It will never take it. */
    @JsonProperty("refused")
    REFUSED
  }
}
