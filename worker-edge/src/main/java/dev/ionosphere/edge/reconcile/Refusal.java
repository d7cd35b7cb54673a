package dev.ionosphere.edge.reconcile;

/** The device will not run this, however often it is asked: what was got, what was expected. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
