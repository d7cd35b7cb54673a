package dev.ionosphere.data.cell;

/** What became of one value. */
public enum Cell {
  /** It is in the batch. */
  VALUE,
  /** There is none. */
  MISSING,
  /** It is none of its column's type. */
  NOT_OF_TYPE,
  /** It is a number that its column's type does not hold. */
  OUT_OF_RANGE
}
