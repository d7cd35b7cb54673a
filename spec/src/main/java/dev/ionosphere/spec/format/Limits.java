package dev.ionosphere.spec.format;

import java.time.Duration;

/**
 * What a document may cost to read; far above what people write, far below what hurts. They may
 * grow and never shrink, as stored documents are read with them too.
 */
public final class Limits {

  /** Characters in one source. */
  public static final int CHARACTERS = 1 << 20;

  /** Sources, and documents in all of them. */
  public static final int DOCUMENTS = 32;

  /** Levels of maps and lists; reading recurses no deeper. */
  public static final int DEPTH = 32;

  /** Values in one document, those behind an alias counted each time. */
  public static final int VALUES = 50_000;

  /** Characters in the name of a field; a label's name has the longest. */
  public static final int NAME = 320;

  public static final int NODES = 200;
  public static final int EDGES = 1_000;

  /** More findings help nobody. */
  public static final int FINDINGS = 100;

  /** The longest duration anywhere. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private Limits() {}
}
