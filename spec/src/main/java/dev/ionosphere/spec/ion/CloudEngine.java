package dev.ionosphere.spec.ion;

import java.util.Optional;

/**
 * Where a cloud pipeline runs.
 *
 * @param engine name of the engine, {@code spark} or {@code process}
 * @param master of Spark, such as {@code local[2]} or {@code spark://host:7077}
 * @param memory of Spark's driver in the JVM's notation, such as {@code 1g}
 */
public record CloudEngine(String engine, Optional<String> master, Optional<String> memory) {

  /** Processes of the worker's own machine. */
  public static final CloudEngine PROCESS =
      new CloudEngine("process", Optional.empty(), Optional.empty());

  public static CloudEngine spark(String master, String memory) {
    return new CloudEngine("spark", Optional.of(master), Optional.of(memory));
  }
}
