package dev.ionosphere.workflows.approval;

import io.temporal.failure.ApplicationFailure;
import java.util.Locale;
import java.util.Optional;

/** Why a decision was not taken. */
public enum Refusal {
  /** A field is missing or has a value that is not allowed. */
  MALFORMED,
  /** No approval has this id. */
  UNKNOWN,
  /** The approval was decided, expired or voided before. */
  CLOSED,
  /** The decision is about something else than what is open now. */
  WRONG_DIGEST,
  TICKET_MISSING,
  /** The ticket was not signed by the hub, or was changed since. */
  TICKET_FORGED,
  /** The ticket says that it was signed with a key that was retired, or that the ION never had. */
  TICKET_KEY_UNKNOWN,
  TICKET_EXPIRED,
  /** The ticket is for another approval, subject or decision. */
  TICKET_MISMATCH,
  TICKET_REUSED,
  /** The person lacks the role. */
  NOT_APPROVER,
  /** Whoever asked for the training may not approve its model. */
  REQUESTER,
  /** The person has approved already. */
  TWICE;

  private static final String PREFIX = "decision-refused.";

  /** The type of the application failure a refused update fails with. */
  public String failureType() {
    return PREFIX + text();
  }

  /** Such as {@code ticket-expired}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why update {@code decide} was refused, from whatever the client was thrown. */
  public static Optional<Refusal> of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure failure) {
        Optional<Refusal> refusal = ofFailureType(failure.getType());
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  /** The refusal an application failure's type stands for. */
  static Optional<Refusal> ofFailureType(String type) {
    for (Refusal refusal : values()) {
      if (refusal.failureType().equals(type)) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }
}
