package dev.ionosphere.spec.ion;

/**
 * Where a cloud pipeline runs.
 *
 * @param engine name of the engine, {@code spark} today
 * @param master the engine's master, such as {@code local[2]} or {@code spark://host:7077}
 * @param memory driver memory in the JVM's notation, such as {@code 1g}
 */
public record CloudEngine(String engine, String master, String memory) {}
