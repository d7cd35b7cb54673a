package dev.ionosphere.workflows.approval;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** The hub as far as tickets go: it has the key. */
public final class TestingHub {

  private final KeyPair keys;
  private int tickets;

  public TestingHub() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public String publicKey() {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }

  /** What tickets are verified with. */
  public TicketKey key() {
    return new TicketKey("tickets-1", publicKey());
  }

  public String sign(Ticket ticket) {
    return new TicketSigner(keys.getPrivate()).sign(ticket);
  }

  public Ticket ticket(
      String approval, String subject, String act, String person, Instant expires) {
    tickets++;
    return new Ticket(
        "t" + tickets,
        "tickets-1",
        act,
        approval,
        subject,
        person,
        null,
        Set.of("approver"),
        expires);
  }

  /** A decision with everything in order. */
  public DecideRequest request(
      String approval, String subject, String decision, String person, Instant expires) {
    return new DecideRequest(
        approval,
        decision,
        subject,
        "seen the evidence",
        sign(ticket(approval, subject, decision, person, expires)));
  }
}
