package dev.ionosphere.models.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.source.SourceFields;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.pack.ModelRef;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one device should run for one inference node.
 *
 * @param generation of the release, 1 and up, grows with every release of the node
 * @param every interval of the inference loop
 * @param file path of the file that is followed, relative to the device's data directory, <code>
 *     ${device}</code> not yet replaced; of another kind of source its name
 * @param batch most rows taken in one interval
 * @param trace W3C traceparent of what caused it
 * @param stated how the rows of the source are written, as a document states it; absent: as usual
 * @param from another source than a file, as a document states it; absent: the file
 * @param bucket seconds of a stretch that rows are counted together in; absent: as the device was
 *     told
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> stated,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> from,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer bucket) {

  public DesiredState {
    stated = stated == null || stated.isEmpty() ? null : Map.copyOf(stated);
    from = from == null || from.isEmpty() ? null : Map.copyOf(from);
  }

  /** The same of a file with rows that are written as usual. */
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
    this(device, ion, node, generation, model, every, file, batch, trace, null, null, null);
  }

  /** The same of another source. */
  public DesiredState of(SourceSpec source) {
    @Nullable Map<String, Object> other =
        source instanceof SourceSpec.File ? null : SourceFields.of(source);
    return new DesiredState(
        device,
        ion,
        node,
        generation,
        model,
        every,
        source.name(),
        batch,
        trace,
        stated,
        other,
        bucket);
  }

  /** What the rows come from. */
  public SourceSpec source() {
    return from == null ? new SourceSpec.File(file) : SourceFields.of(from);
  }

  /** How the rows of the source are written. */
  public Format format() {
    return stated == null ? Format.DEFAULT : FormatFields.of(stated);
  }
}
