/**
 * Approvals and decisions, kept from the timeline. Start at {@link
 * dev.ionosphere.api.approval.ApprovalService}.
 */
@NullMarked
package dev.ionosphere.api.approval;

import org.jspecify.annotations.NullMarked;
