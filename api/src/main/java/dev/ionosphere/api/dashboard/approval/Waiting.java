package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;

/**
 * A question to people, as the inbox shows it.
 *
 * @param why it is asked, or where the model would go
 */
public record Waiting(Approval approval, String why) {}
