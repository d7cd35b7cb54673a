package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.order.SignedTime;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Signs orders with the keys that the newest root names. */
@Singleton
public class OrderKeys {

  /** How long a root is good for. */
  static final Duration VALID = Duration.ofDays(365);

  private final RootChain chain;

  OrderKeys(RootChain chain) {
    this.chain = chain;
  }

  /** Which hub this is: devices of another do not follow it. */
  public String hub() {
    return root().hub();
  }

  public Root root() {
    return chain.newest();
  }

  /** The newest, with who made it and why. */
  StoredRoot stored() {
    return chain.stored();
  }

  /** Every root there was, oldest first: what a device that was off for long has to walk. */
  public List<Envelope> roots() {
    return chain.keys().roots();
  }

  public Envelope released(ReleaseStatement statement) {
    return signed(OrderRole.RELEASE, statement.envelope());
  }

  /** The statement by the release keys of today: itself, if those have signed it. */
  public Envelope releasedByCurrentKeys(Envelope statement) {
    Set<String> current = root().role(OrderRole.RELEASE).keyIds();
    boolean good = statement.signatures().stream().anyMatch(one -> current.contains(one.keyId()));
    return good ? statement : signed(OrderRole.RELEASE, statement.unsigned());
  }

  public Envelope directed(Assignment assignment) {
    return signed(OrderRole.DIRECTOR, assignment.envelope());
  }

  public Envelope time(String nonce, Instant now) {
    return signed(OrderRole.DIRECTOR, new SignedTime(hub(), nonce, now).envelope());
  }

  public Envelope session(SignedSession session) {
    return signed(OrderRole.DIRECTOR, session.envelope());
  }

  private Envelope signed(OrderRole role, Envelope statement) {
    return chain.keys().signed(role, statement);
  }

  /**
   * The key that models are signed with: the last that was named, of those that devices believe.
   *
   * @throws HubException a conflict, if it is not here
   */
  public Ed25519Signer modelSigner() {
    return chain.keys().modelSigner();
  }

  /** Base64 of X.509 by id: keys that devices believe of models. */
  public Map<String, String> modelKeys() {
    return root().keysOf(OrderRole.MODEL);
  }

  /** Looks again which keys are here: somebody may have brought one, or taken it away. */
  public void readAgain() {
    chain.readAgain();
  }

  /** Whether enough keys of the role are here to sign with it. */
  boolean canSign(OrderRole role) {
    return chain.keys().canSign(role);
  }
}
