package dev.ionosphere.cli.process;

/** A local process could not be started or did not become ready. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message) {
    super(message);
  }
}
