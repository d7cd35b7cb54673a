package dev.ionosphere.data.source;

/**
 * How far a source was read, in its own words. Kept as it is; whoever keeps it with the counts of
 * what was read counts each row once.
 */
public record Position(String text) {

  /** Nothing was read. */
  public static final Position START = new Position("");
}
