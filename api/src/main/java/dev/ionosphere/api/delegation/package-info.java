/**
 * Who may decide in somebody else's place, and until when. Start at {@link
 * dev.ionosphere.api.delegation.DelegationService}.
 */
@NullMarked
package dev.ionosphere.api.delegation;

import org.jspecify.annotations.NullMarked;
