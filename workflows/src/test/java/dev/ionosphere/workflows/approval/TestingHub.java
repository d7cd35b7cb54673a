package dev.ionosphere.workflows.approval;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hub as far as tickets go: it has the key. */
public final class TestingHub {

  private final KeyPair keys;
  private final String keyId;
  private final TicketSigner signer;
  private int tickets;

  public TestingHub() {
    this("tickets-1");
  }

  public TestingHub(String keyId) {
    this.keyId = keyId;
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    signer = new TicketSigner(keys.getPrivate());
  }

  public TicketKey key() {
    return new TicketKey(keyId, Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
  }

  public TicketDesk desk(String... usedTickets) {
    return new TicketDesk(List.of(key()), Set.of(usedTickets));
  }

  public String sign(Ticket ticket) {
    return signer.sign(ticket);
  }

  /** For a person who decides in their own right. */
  public Ticket ticket(
      String target, String subject, String act, String person, Instant expires, String... roles) {
    return ticket(target, subject, act, person, null, expires, roles);
  }

  /**
   * @param roles {@code approver} if none is given
   */
  public Ticket ticket(
      String target,
      String subject,
      String act,
      String person,
      @Nullable String onBehalfOf,
      Instant expires,
      String... roles) {
    tickets++;
    Set<String> held = roles.length == 0 ? Set.of("approver") : Set.of(roles);
    return new Ticket(
        "t" + tickets, keyId, act, target, subject, person, onBehalfOf, held, expires);
  }

  /** A decision with everything in order. */
  public DecideRequest request(
      String approval,
      String subject,
      String decision,
      String person,
      Instant expires,
      String... roles) {
    return request(ticket(approval, subject, decision, person, expires, roles));
  }

  public DecideRequest request(Ticket ticket) {
    return new DecideRequest(
        ticket.approval(), ticket.act(), ticket.subject(), "seen the evidence", sign(ticket));
  }
}
