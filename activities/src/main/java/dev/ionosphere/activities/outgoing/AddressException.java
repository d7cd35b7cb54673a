package dev.ionosphere.activities.outgoing;

/** An address that nothing may be sent to. */
public final class AddressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AddressException(String message) {
    super(message);
  }
}
