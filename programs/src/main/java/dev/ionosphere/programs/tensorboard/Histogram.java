package dev.ionosphere.programs.tensorboard;

import java.time.Instant;

/**
 * What is kept of a histogram.
 *
 * @param count of its values
 * @param least the least value; in the new form the left end of its first bucket with a value
 * @param most likewise
 * @param mean exact in the old form; in the new one that of the middles of its buckets. NaN if
 *     there is no value
 */
public record Histogram(
    long step, Instant time, double count, double least, double most, double mean) {}
