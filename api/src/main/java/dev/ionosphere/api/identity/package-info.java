/**
 * Who somebody is and what they may do: local people with role tokens, sessions, the filter that
 * lets requests in. Start at {@link dev.ionosphere.api.identity.Requester}.
 */
@NullMarked
package dev.ionosphere.api.identity;

import org.jspecify.annotations.NullMarked;
