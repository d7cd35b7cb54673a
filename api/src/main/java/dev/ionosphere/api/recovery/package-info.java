/**
 * What the hub believes of IONs against what Temporal runs, and how an ION that was lost goes on
 * from its ledger. Start at {@link dev.ionosphere.api.recovery.Reconciler} and {@link
 * dev.ionosphere.api.recovery.Recovery}.
 */
@NullMarked
package dev.ionosphere.api.recovery;

import org.jspecify.annotations.NullMarked;
