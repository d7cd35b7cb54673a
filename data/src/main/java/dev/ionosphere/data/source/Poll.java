package dev.ionosphere.data.source;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import java.util.Optional;

/**
 * What one reading of a source gave.
 *
 * @param rows belong to the source, and hold until it is asked again
 * @param refused rows that were not taken
 * @param next where the source is now
 * @param more whether there is more to read at once
 * @param restarted why reading did not simply go on, if so: it began again at the start, or left
 *     something out; rows may have been lost, or come again
 */
public record Poll(
    RowBatch rows, Refusals refused, Position next, boolean more, Optional<String> restarted) {}
