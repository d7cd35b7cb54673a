/**
 * Whether a document lets through what another did not; start at {@link
 * dev.ionosphere.workflows.machine.policy.PolicyComparison}.
 */
@NullMarked
package dev.ionosphere.workflows.machine.policy;

import org.jspecify.annotations.NullMarked;
