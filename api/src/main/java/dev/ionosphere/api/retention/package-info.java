/**
 * Deletes old rows that no decision stands on. Start at {@link
 * dev.ionosphere.api.retention.RetentionKind}.
 */
@NullMarked
package dev.ionosphere.api.retention;

import org.jspecify.annotations.NullMarked;
