package dev.ionosphere.activities.training;

/** A job asks for something it cannot have; asking again does not help. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
