package dev.ionosphere.data.check;

/** What a value could be read as, the first that fits. */
enum CellKind {
  MISSING,
  /** As in {@code NA}: missing but in a column of text. */
  USUALLY_MISSING,
  NUMBER,
  /** A number that a column of whole numbers holds. */
  WHOLE,
  OUT_OF_RANGE,
  TRUTH,
  DATE,
  INSTANT,
  TEXT
}
