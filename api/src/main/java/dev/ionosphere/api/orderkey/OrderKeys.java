package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.model.ModelKey;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.order.SignedTime;
import dev.ionosphere.models.signature.Ed25519Signer;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs orders with the keys that the newest root names. The first root is made at first start; its
 * key lies beside the others unless somebody takes it away. It is signed with the key for models as
 * well, so that a device that knows only that one can believe it.
 */
@Singleton
public class OrderKeys {

  private static final Logger LOG = LoggerFactory.getLogger(OrderKeys.class);

  /** How long a root is good for. */
  static final Duration VALID = Duration.ofDays(365);

  private final StoredRoots stored;
  private final KeyFiles files;
  private final ModelKey modelKey;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;
  private @Nullable Chain chain;

  /** All roots, and the keys of the newest. */
  private record Chain(
      List<Envelope> roots, Root newest, Map<OrderRole, List<Ed25519Signer>> signers) {

    private Chain {
      roots = List.copyOf(roots);
    }
  }

  OrderKeys(
      StoredRoots stored,
      KeyFiles files,
      ModelKey modelKey,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.stored = stored;
    this.files = files;
    this.modelKey = modelKey;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Which hub this is: devices of another do not follow it. */
  public String hub() {
    return chain().newest().hub();
  }

  public Root root() {
    return chain().newest();
  }

  /** Every root there was, oldest first: what a device that was off for long has to walk. */
  public List<Envelope> roots() {
    return chain().roots();
  }

  public Envelope released(ReleaseStatement statement) {
    return signed(OrderRole.RELEASE, statement.envelope());
  }

  /** The statement by the release keys of today: itself, if those have signed it. */
  public Envelope releasedByCurrentKeys(Envelope statement) {
    Set<String> current = chain().newest().role(OrderRole.RELEASE).keyIds();
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

  /** Looks again which keys are here: somebody may have brought one, or taken it away. */
  public synchronized void readAgain() {
    chain = null;
  }

  /** Whether enough keys of the role are here to sign with it. */
  boolean canSign(OrderRole role) {
    return chain().signers().getOrDefault(role, List.of()).size()
        >= chain().newest().role(role).threshold();
  }

  /**
   * Makes another root the newest, signed by the root keys of both.
   *
   * @param made keys that it names and that were made for it
   */
  synchronized void follow(Root next, List<Ed25519Signer> made, String by) {
    Root before = chain().newest();
    Envelope envelope = signed(OrderRole.ROOT, next.envelope());
    for (Ed25519Signer key : made) {
      if (next.role(OrderRole.ROOT).keyIds().contains(key.keyId())) {
        envelope = envelope.signedBy(key);
      }
    }
    StoredRoot row =
        new StoredRoot(
            next.version(),
            next.stateEpoch(),
            new String(envelope.json(), StandardCharsets.UTF_8),
            by,
            clock.instant());
    StoredRoot unused = transactions.executeWrite(status -> stored.save(row));
    chain = null;
    before.keys().keySet().stream()
        .filter(id -> !next.keys().containsKey(id))
        .forEach(files::delete);
    LOG.info("root of trust {} made by {}", next.version(), by);
  }

  private Envelope signed(OrderRole role, Envelope envelope) {
    List<Ed25519Signer> signers = chain().signers().getOrDefault(role, List.of());
    int needed = chain().newest().role(role).threshold();
    if (signers.size() < needed) {
      throw new IllegalStateException(
          "%d of %d %s keys are here, %d must sign"
              .formatted(
                  signers.size(),
                  chain().newest().role(role).keyIds().size(),
                  role.text(),
                  needed));
    }
    Envelope signed = envelope;
    for (Ed25519Signer signer : signers) {
      signed = signed.signedBy(signer);
    }
    return signed;
  }

  private synchronized Chain chain() {
    Chain known = chain;
    if (known == null) {
      List<StoredRoot> roots = stored.findAllOrderByVersion();
      known = read(roots.isEmpty() ? List.of(first()) : roots);
      chain = known;
    }
    return known;
  }

  private Chain read(List<StoredRoot> roots) {
    List<Envelope> envelopes = new ArrayList<>();
    roots.forEach(root -> envelopes.add(root.envelope()));
    Root newest = Root.of(envelopes.getLast());
    Map<OrderRole, List<Ed25519Signer>> signers = new EnumMap<>(OrderRole.class);
    for (OrderRole role : OrderRole.values()) {
      List<Ed25519Signer> here = new ArrayList<>();
      newest.keysOf(role).forEach((id, key) -> files.signer(id, key).ifPresent(here::add));
      signers.put(role, here);
    }
    return new Chain(envelopes, newest, signers);
  }

  private StoredRoot first() {
    Map<OrderRole, Ed25519Signer> made = new EnumMap<>(OrderRole.class);
    for (OrderRole role : List.of(OrderRole.ROOT, OrderRole.RELEASE, OrderRole.DIRECTOR)) {
      made.put(role, files.make());
    }
    Ed25519Signer model = modelKey.key();
    made.put(OrderRole.MODEL, model);
    Map<String, String> keys = new TreeMap<>();
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    made.forEach((role, key) -> {
      keys.put(key.keyId(), key.publicKey());
      roles.put(role, RoleKeys.one(key.keyId()));
    });
    Instant now = clock.instant();
    Root root = new Root(UUID.randomUUID().toString(), 1, 1, now.plus(VALID), keys, roles);
    Ed25519Signer rootKey = made.getOrDefault(OrderRole.ROOT, model);
    Envelope envelope = root.envelope().signedBy(rootKey).signedBy(model);
    StoredRoot first =
        new StoredRoot(1, 1, new String(envelope.json(), StandardCharsets.UTF_8), "hub", now);
    StoredRoot kept = transactions.executeWrite(status -> stored.save(first));
    LOG.info("first root of trust of hub {}, its key is {}", root.hub(), rootKey.keyId());
    return kept == null ? first : kept;
  }
}
