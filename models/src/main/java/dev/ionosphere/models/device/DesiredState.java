package dev.ionosphere.models.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.models.pack.ModelRef;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one device should run for one inference node.
 *
 * @param generation of the release, 1 and up, grows with every release of the node
 * @param every interval of the inference loop
 * @param file source path relative to the device's data directory, <code>${device}</code> not yet
 *     replaced
 * @param batch most rows taken in one interval
 * @param trace W3C traceparent of what caused it
 * @param stated how the rows of the source are written, as a document states it; absent: as usual
 */
public record DesiredState(
    String device,
    String ion,
    String node,
    long generation,
    ModelRef model,
    Duration every,
    String file,
    int batch,
    @Nullable String trace,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> stated) {

  public DesiredState {
    stated = stated == null || stated.isEmpty() ? null : Map.copyOf(stated);
  }

  /** The same of rows that are written as usual. */
  public DesiredState(
      String device,
      String ion,
      String node,
      long generation,
      ModelRef model,
      Duration every,
      String file,
      int batch,
      @Nullable String trace) {
    this(device, ion, node, generation, model, every, file, batch, trace, null);
  }

  /** How the rows of the source are written. */
  public Format format() {
    return stated == null ? Format.DEFAULT : FormatFields.of(stated);
  }
}
