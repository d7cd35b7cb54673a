package dev.ionosphere.api.approval;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What one person said.
 *
 * @param outcome of the approval after it: open, approved or rejected
 * @param onBehalfOf whose deputy the person was; absent: nobody's
 * @param ticket id of the ticket that it was made with, as it was told
 */
@MappedEntity("approval_decision")
public record ApprovalDecision(
    @Id String id,
    String approval,
    String decision,
    String person,
    String reason,
    String outcome,
    Instant decidedAt,
    @Nullable String onBehalfOf,
    @Nullable String ticket) {}
