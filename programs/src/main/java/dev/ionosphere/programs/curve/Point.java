package dev.ionosphere.programs.curve;

import java.time.Instant;

/**
 * A value of a figure.
 *
 * @param step as the program counts them
 * @param value may be NaN or infinite
 */
public record Point(long step, Instant time, double value) {}
