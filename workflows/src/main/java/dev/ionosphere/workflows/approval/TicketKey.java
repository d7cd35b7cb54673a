package dev.ionosphere.workflows.approval;

import java.util.Objects;

/**
 * A key that the hub signs tickets with.
 *
 * @param id such as {@code tickets-1}
 * @param publicKey Ed25519, X.509, base64
 */
public record TicketKey(String id, String publicKey) {

  public TicketKey {
    Objects.requireNonNull(id, "a ticket key needs its id");
    Objects.requireNonNull(publicKey, "a ticket key needs its public key");
  }
}
