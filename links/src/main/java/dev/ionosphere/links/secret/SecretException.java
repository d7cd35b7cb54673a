package dev.ionosphere.links.secret;

/** A secret cannot be had. The message names it and where it was looked for, never its value. */
public final class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretException(String message) {
    super(message);
  }
}
