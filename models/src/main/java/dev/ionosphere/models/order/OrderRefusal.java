package dev.ionosphere.models.order;

import java.util.Locale;

/** Something that claims to come from the hub and is not followed. */
public final class OrderRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Cannot be read: truncated, too large, of another form. */
    MALFORMED,
    /** Too few good signatures by keys of the role. */
    UNSIGNED,
    /** A root that is not the next one, or is signed by too few keys of the one before. */
    WRONG_ROOT,
    /** The newest root that is known has expired. */
    ROOT_EXPIRED,
    OTHER_HUB,
    OTHER_DEVICE,
    /** Of an enrolment before or after the device's own. */
    OTHER_INCARNATION,
    /** Another epoch than the root's. */
    OTHER_EPOCH,
    /** Older than what the device holds. */
    OLDER,
    /** As new as what the device holds, with other content. */
    CONFLICT,
    EXPIRED,
    /** A node's model without the statement that it was released there. */
    NOT_RELEASED,
    REVOKED;

    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;

  public OrderRefusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  OrderRefusal(Reason reason, String subject, Object got, Object allowed) {
    this(reason, "%s: got %s, allowed: %s".formatted(subject, got, allowed));
  }

  public Reason reason() {
    return reason;
  }

  /** One sentence for people: what was got and what is allowed. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
