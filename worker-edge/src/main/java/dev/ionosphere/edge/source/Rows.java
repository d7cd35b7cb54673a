package dev.ionosphere.edge.source;

import java.util.Optional;

/**
 * What one reading of a source gave. The arrays belong to the source and hold until its next
 * reading.
 *
 * @param values {@code count} rows of one value a feature, one after the other
 * @param numbers row number in the file of each of them
 * @param bad rows left out because a value was missing or no number
 * @param firstBad what was wrong with the first of them
 * @param next where to read on
 * @param more whether the file holds more complete rows now
 * @param restarted why reading began again at the start of the file, if it did
 */
public record Rows(
    double[] values,
    long[] numbers,
    int count,
    int bad,
    Optional<String> firstBad,
    Position next,
    boolean more,
    Optional<String> restarted) {}
