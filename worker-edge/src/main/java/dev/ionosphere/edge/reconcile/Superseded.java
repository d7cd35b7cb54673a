package dev.ionosphere.edge.reconcile;

/** A newer assignment is held than the one that is being followed. */
final class Superseded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Superseded() {
    super("a newer assignment is held", null, false, false);
  }
}
