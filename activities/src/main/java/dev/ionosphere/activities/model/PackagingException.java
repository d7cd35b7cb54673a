package dev.ionosphere.activities.model;

/** The output of a training run makes no model that may be used. Trying again does not help. */
public final class PackagingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PackagingException(String message) {
    super(message);
  }

  public PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
