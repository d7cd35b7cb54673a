package dev.ionosphere.activities.engine;

/** A master that nothing may be started on. */
public final class MasterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MasterException(String message) {
    super(message);
  }
}
