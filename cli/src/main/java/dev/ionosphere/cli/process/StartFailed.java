package dev.ionosphere.cli.process;

/** A local process could not be started or did not become ready. */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailed(String message) {
    super(message);
  }
}
