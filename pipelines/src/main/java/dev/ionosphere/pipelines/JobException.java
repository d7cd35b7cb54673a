package dev.ionosphere.pipelines;

/** The job cannot be done as it was asked for; the message is for the person who asked. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobException(String message) {
    super(message);
  }
}
