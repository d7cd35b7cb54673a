package dev.ionosphere.activities.engine;

import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.spec.component.Component;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine is asked to run.
 *
 * @param run id; also the name of the run's directory
 * @param component as its manifest tells of it
 * @param home folder of the component; of one that comes with Ionosphere the jar that has it
 * @param given its arguments and files, resolved and checked
 * @param format how the rows of its input are written, as a document states it; empty: as usual
 * @param master Spark's, such as {@code local[2]}
 * @param memory of Spark's driver, such as {@code 1g}
 */
public record EngineJob(
    String run,
    String ion,
    String node,
    Component component,
    Path home,
    GivenValues given,
    Map<String, Object> format,
    Optional<String> master,
    Optional<String> memory) {
  public EngineJob {
    format = Map.copyOf(format);
  }
}
