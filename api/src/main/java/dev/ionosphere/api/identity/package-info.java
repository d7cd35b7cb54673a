/** People, sessions and tokens. Start at {@link dev.ionosphere.api.identity.Requester}. */
@NullMarked
package dev.ionosphere.api.identity;

import org.jspecify.annotations.NullMarked;
