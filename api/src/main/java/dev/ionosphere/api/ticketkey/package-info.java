/**
 * The keys that tickets are signed with: which there are, which ION believes which, and how they
 * are rotated. Start at {@link dev.ionosphere.api.ticketkey.KeyRing}.
 */
@NullMarked
package dev.ionosphere.api.ticketkey;

import org.jspecify.annotations.NullMarked;
