package dev.ionosphere.workflows.approval;

/**
 * What a decision led to.
 *
 * @param outcome {@code open} while more approvals are needed, {@code approved} or {@code rejected}
 */
public record DecisionReceipt(
    String approval, String decision, String person, String outcome, int approvals, int required) {}
