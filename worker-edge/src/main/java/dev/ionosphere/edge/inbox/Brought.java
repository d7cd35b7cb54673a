package dev.ionosphere.edge.inbox;

import java.util.List;

/**
 * Rows that came together: what is wrong with one of them does nothing to those that came
 * otherwise.
 *
 * @param rows with the end of the last line
 * @param marks of what they came as, at most {@link Inbox#MOST_MARKS}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Brought(byte[] rows, List<Mark> marks) {

  public Brought {
    marks = List.copyOf(marks);
  }
}
