package dev.ionosphere.api.approval;

import dev.ionosphere.api.identity.Requester;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Set;

/**
 * In whose right somebody decides.
 *
 * @param onBehalfOf absent: in their own
 * @param until absent: it has no end
 */
record Mandate(
    Requester person, @Nullable String onBehalfOf, Set<String> roles, @Nullable Instant until) {

  Mandate {
    roles = Set.copyOf(roles);
  }

  static Mandate own(Requester person) {
    return new Mandate(person, null, person.roleNames(), null);
  }
}
