/**
 * The ledger of an ION in sentences. Start at {@link
 * dev.ionosphere.api.dashboard.timeline.EventLine}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.timeline;

import org.jspecify.annotations.NullMarked;
