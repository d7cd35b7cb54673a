package dev.ionosphere.workflows.approval;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hub's word that a person may do one thing. On the wire: base64url of its JSON, a dot,
 * base64url of the Ed25519 signature over the first part's ASCII bytes.
 *
 * @param id unique; a ticket is good for one act
 * @param key id of the key that signed it
 * @param act {@code approve}, {@code reject}, or a command such as {@code change}
 * @param approval what it is done to: an approval, a pending change or an ION
 * @param subject digest the act binds to
 * @param person user name
 * @param onBehalfOf who gave the person the right to decide, if it is not the person's own
 * @param roles the roles it is done with, as they were when it was signed
 */
public record Ticket(
    String id,
    String key,
    String act,
    String approval,
    String subject,
    String person,
    @Nullable String onBehalfOf,
    Set<String> roles,
    Instant expires) {

  public Ticket {
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
  }

  /** The people who count as having acted. */
  public Set<String> people() {
    return onBehalfOf == null || onBehalfOf.equals(person)
        ? Set.of(person)
        : Set.of(person, onBehalfOf);
  }
}
