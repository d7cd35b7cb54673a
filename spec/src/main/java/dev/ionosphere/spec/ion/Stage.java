package dev.ionosphere.spec.ion;

/**
 * One of the stages of an approval, in order.
 *
 * @param role role an approver has
 * @param required how many different people must approve, at least 1
 */
public record Stage(String role, int required) {

  /** Such as {@code 2 of approver}. */
  public String text() {
    return required + " of " + role;
  }
}
