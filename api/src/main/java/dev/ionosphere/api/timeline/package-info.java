/**
 * The append-only, hash-chained ledger. Start at {@link dev.ionosphere.api.timeline.Ledger}.
 * Domains keep their views of it through {@link dev.ionosphere.api.timeline.Projection}; nothing
 * here knows them.
 */
@NullMarked
package dev.ionosphere.api.timeline;

import org.jspecify.annotations.NullMarked;
