/**
 * What waits for people, with the evidence to decide on. Start at {@link
 * dev.ionosphere.api.dashboard.approval.ApprovalPages}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.approval;

import org.jspecify.annotations.NullMarked;
