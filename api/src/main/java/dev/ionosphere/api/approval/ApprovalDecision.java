package dev.ionosphere.api.approval;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What one person said.
 *
 * @param outcome of the approval after it: open, approved or rejected
 */
@MappedEntity("approval_decision")
public record ApprovalDecision(
    @Id String id,
    String approval,
    String decision,
    String person,
    String reason,
    String outcome,
    Instant decidedAt) {}
