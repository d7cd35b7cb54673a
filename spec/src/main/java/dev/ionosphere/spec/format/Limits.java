package dev.ionosphere.spec.reader;

/** What a document may cost to read; far above what people write, far below what hurts. */
final class Limits {

  /** Characters in one source. */
  static final int CHARACTERS = 1 << 20;

  /** Sources, and documents in all of them. */
  static final int DOCUMENTS = 32;

  /** Levels of maps and lists; reading recurses no deeper. */
  static final int DEPTH = 32;

  /** Values in one document, those behind an alias counted each time. */
  static final int VALUES = 50_000;

  /** Characters in the name of a field; a label's name has the longest. */
  static final int NAME = 320;

  static final int NODES = 200;
  static final int EDGES = 1_000;

  /** More findings help nobody. */
  static final int FINDINGS = 100;

  private Limits() {}
}
