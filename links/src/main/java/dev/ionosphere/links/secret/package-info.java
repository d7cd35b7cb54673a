/**
 * Secrets by name. A document says which; only the process that uses one resolves it. Start reading
 * at {@link dev.ionosphere.links.secret.Secrets}. Nothing here writes a value anywhere.
 */
@NullMarked
package dev.ionosphere.links.secret;

import org.jspecify.annotations.NullMarked;
