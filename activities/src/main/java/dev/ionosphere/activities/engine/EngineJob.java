package dev.ionosphere.activities.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an engine is asked to run.
 *
 * @param run id; also the name of the run's directory
 * @param mainClass what the engine starts in the component's program
 * @param input files, resolved and checked
 * @param format how their rows are written, as a document states it; empty: as usual
 * @param master the engine's own address, such as {@code local[2]}
 * @param memory of the driver, such as {@code 1g}
 */
public record EngineJob(
    String run,
    String component,
    String mainClass,
    Path program,
    Map<String, Object> arguments,
    List<Path> input,
    Map<String, Object> format,
    String master,
    String memory) {
  public EngineJob {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    input = List.copyOf(input);
    format = Map.copyOf(format);
  }
}
