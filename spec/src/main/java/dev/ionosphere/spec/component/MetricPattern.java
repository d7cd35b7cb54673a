package dev.ionosphere.spec.component;

/**
 * A figure that is read out of a line of output.
 *
 * @param regex its first group is the number; without look-around and back-references, so that no
 *     line is costly
 */
public record MetricPattern(String name, String regex) {}
