package dev.ionosphere.programs.environment;

/** What a component asks for cannot be had: asking again would not help. */
public final class EnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EnvironmentException(String message) {
    super(message);
  }
}
