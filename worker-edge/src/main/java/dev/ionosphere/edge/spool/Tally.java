package dev.ionosphere.edge.spool;

/**
 * Records, and the rows that they stand for.
 *
 * @param rows as told with each record; 0 for those whose rows nobody knows
 */
public record Tally(long records, long rows) {

  static final Tally NONE = new Tally(0, 0);

  Tally plus(Tally other) {
    return new Tally(records + other.records, rows + other.rows);
  }
}
