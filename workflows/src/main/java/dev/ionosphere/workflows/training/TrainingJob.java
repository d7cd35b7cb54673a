package dev.ionosphere.workflows.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a training node.
 *
 * @param run unique id, {@code <ion>.<node>.<n>}
 * @param engine {@code spark} or {@code process}
 * @param master Spark's
 * @param memory of Spark's driver, such as {@code 1g}
 * @param component its name, or {@code name@version}
 * @param arguments the component's own
 * @param requester who asked for the run: {@code person:<name>}, {@code schedule} or {@code drift}
 * @param trace W3C traceparent of what caused the run
 * @param format how the rows of the input are written, as a document states it; absent: as usual
 * @param inputs paths by the name of the component's input; absent: none
 */
public record TrainingJob(
    String ion,
    String node,
    String run,
    String engine,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String master,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String memory,
    String component,
    Map<String, Object> arguments,
    String requester,
    @Nullable String trace,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> format,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<String>> inputs) {

  public TrainingJob {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    format =
        format == null || format.isEmpty()
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(format));
    inputs =
        inputs == null || inputs.isEmpty()
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
