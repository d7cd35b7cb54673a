package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.workflows.approval.Ballot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for people, as others see it.
 *
 * @param approval id that a decision names
 * @param node it waits at; absent for a change of the document
 * @param subject digest that a decision binds to
 * @param candidate digest of the model, or of the proposed document
 * @param current digest of the model, or the document, in use now
 * @param run that made the candidate; absent for a change of the document
 * @param evidence digest of what an approver is shown
 * @param expiresAt absent: it does not expire
 * @param clockStopped whether a pause keeps it from expiring
 */
public record ApprovalView(
    String approval,
    @Nullable String node,
    String subject,
    String candidate,
    @Nullable String current,
    @Nullable String run,
    String evidence,
    Ballot ballot,
    Instant openedAt,
    @Nullable Instant expiresAt,
    boolean clockStopped) {}
