package dev.ionosphere.workflows.approval;

import io.temporal.failure.ApplicationFailure;

/**
 * How a validator refuses a decision. Not an application failure itself, because the SDK would
 * replace its type; the refusal is in the cause, see {@link Refusal#of}. Without stack traces: who
 * asked through Temporal's own doors sees all of it.
 */
public final class DecisionRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DecisionRefused(Verdict.Refused refused) {
    super(refused.message(), failure(refused.refusal()), false, false);
  }

  private static ApplicationFailure failure(Refusal refusal) {
    ApplicationFailure failure =
        ApplicationFailure.newNonRetryableFailure(refusal.text(), refusal.failureType());
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
