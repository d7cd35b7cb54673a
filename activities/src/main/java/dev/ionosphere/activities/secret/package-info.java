/**
 * Secrets by name. A document says which; only the process that uses one resolves it. Start reading
 * at {@link dev.ionosphere.activities.secret.Secrets}. Nothing here writes a value anywhere.
 */
@NullMarked
package dev.ionosphere.activities.secret;

import org.jspecify.annotations.NullMarked;
