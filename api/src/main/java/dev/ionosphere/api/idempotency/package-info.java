/**
 * Answers to requests with an Idempotency-Key. Start at {@link
 * dev.ionosphere.api.idempotency.IdempotencyFilter}.
 */
@NullMarked
package dev.ionosphere.api.idempotency;

import org.jspecify.annotations.NullMarked;
