/**
 * The way out where nobody can approve a change: a statement signed with a key that is kept
 * offline. Start at {@link dev.ionosphere.api.breakglass.BreakGlass}.
 */
@NullMarked
package dev.ionosphere.api.breakglass;

import org.jspecify.annotations.NullMarked;
