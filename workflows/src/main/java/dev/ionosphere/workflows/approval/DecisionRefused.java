package dev.ionosphere.workflows.approval;

import io.temporal.failure.ApplicationFailure;

/**
 * How a validator refuses a decision. Not an application failure itself, because the SDK would
 * replace its type; the refusal is in the cause, see {@link Refusal#of}.
 */
public final class DecisionRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DecisionRefused(Verdict.Refused refused) {
    super(
        refused.message(),
        ApplicationFailure.newNonRetryableFailure(
            refused.refusal().text(), refused.refusal().failureType()),
        false,
        false);
  }
}
