package dev.ionosphere.edge.spool;

/** What goes first to the hub and is dropped last. In order, most important first. */
public enum Priority {
  /** Things people must hear of. */
  INCIDENT,
  /** Counts of rows. */
  WINDOW
}
