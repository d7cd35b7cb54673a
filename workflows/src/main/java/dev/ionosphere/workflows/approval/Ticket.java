package dev.ionosphere.workflows.approval;

import java.time.Instant;
import java.util.Set;

/**
 * The hub's word that a person may take one decision. On the wire: base64url of its JSON, a dot,
 * base64url of the Ed25519 signature over the first part's ASCII bytes.
 *
 * @param id unique; a ticket is good for one decision
 * @param subject digest the decision binds to
 * @param person user name
 * @param roles the person's roles when it was signed
 */
public record Ticket(
    String id,
    String approval,
    String subject,
    String decision,
    String person,
    Set<String> roles,
    Instant expires) {

  public Ticket {
    roles = Set.copyOf(roles);
  }
}
