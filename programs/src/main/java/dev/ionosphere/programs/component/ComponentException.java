package dev.ionosphere.programs.component;

/** A folder or an archive that is no component; the message names what is wrong with it. */
public final class ComponentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ComponentException(String message) {
    super(message);
  }

  public ComponentException(String message, Throwable cause) {
    super(message, cause);
  }
}
