package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.order.SignedSession;
import dev.ionosphere.models.order.SignedTime;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.workflows.timeline.Storable;
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

  private static final int LONGEST_REASON = 1_200;

  private final StoredRoots stored;
  private final KeyFiles files;
  private final FirstModelKey firstModel;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;
  private volatile @Nullable Chain chain;

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
      FirstModelKey firstModel,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.stored = stored;
    this.files = files;
    this.firstModel = firstModel;
    this.transactions = transactions;
    this.changes = changes;
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

  /**
   * The key that models are signed with: the last that was named, of those that devices believe.
   *
   * @throws HubException a conflict, if it is not here
   */
  public Ed25519Signer modelSigner() {
    Chain now = chain();
    String id = ModelKeyLife.signing(now.roots().stream().map(Root::of).toList());
    return now.signers().getOrDefault(OrderRole.MODEL, List.of()).stream()
        .filter(key -> key.keyId().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new HubException(
                ErrorCode.CONFLICT,
                "the key %s that models are signed with is not in secrets/; put order-%s.key back, or `ion keys models rotate`"
                    .formatted(id, id)));
  }

  /** Base64 of X.509 by id: keys that devices believe of models. */
  public Map<String, String> modelKeys() {
    return chain().newest().keysOf(OrderRole.MODEL);
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
   * @param with what has to be true with it, in its transaction
   */
  synchronized void follow(
      Root next, List<Ed25519Signer> made, String by, String reason, Runnable with) {
    Envelope envelope = signed(OrderRole.ROOT, next.envelope());
    for (Ed25519Signer key : made) {
      if (next.role(OrderRole.ROOT).keyIds().contains(key.keyId())) {
        envelope = envelope.signedBy(key);
      }
    }
    follow(envelope, by, reason, with);
  }

  /** The root with the signatures of those root keys that are here. */
  Envelope signedAsFarAsHere(Root next) {
    Envelope envelope = next.envelope();
    for (Ed25519Signer key : chain().signers().getOrDefault(OrderRole.ROOT, List.of())) {
      envelope = envelope.signedBy(key);
    }
    return envelope;
  }

  /**
   * Makes a root the newest that is signed by enough root keys of both.
   *
   * @throws HubException if it is not, or a key that it names for the hub to sign with is not here
   */
  synchronized void follow(Envelope envelope, String by, String reason, Runnable with) {
    Root before = chain().newest();
    Root next = verified(envelope);
    requireSigners(next);
    StoredRoot row =
        new StoredRoot(
            next.version(),
            next.stateEpoch(),
            new String(envelope.json(), StandardCharsets.UTF_8),
            by,
            clock.instant(),
            Storable.text(reason, LONGEST_REASON));
    StoredRoot unused =
        transactions.executeWrite(status -> {
          with.run();
          return stored.save(row);
        });
    // Nobody who has a connection of the pool waits for this lock meanwhile.
    chain = read(stored.findAllOrderByVersion());
    before.keys().keySet().stream()
        .filter(id -> !next.keys().containsKey(id))
        .forEach(files::delete);
    LOG.info("root of trust {} made by {}", next.version(), by);
    changes.publish(
        new Change("order-keys", null, null, "root " + next.version(), 0, clock.instant()));
  }

  private Root verified(Envelope envelope) {
    try {
      Envelope newest = chain().roots().getLast();
      TrustedRoot known = TrustedRoot.pinned(newest);
      Root next = known.walked(List.of(envelope)).root();
      if (next.version() == known.root().version()) {
        throw new HubException(
            ErrorCode.CONFLICT,
            "root %d is there already; propose one after %d"
                .formatted(Root.of(envelope).version(), next.version()));
      }
      return next;
    } catch (OrderRefusal refusal) {
      throw new HubException(ErrorCode.INVALID, refusal.message());
    }
  }

  /** Whether the hub can go on signing by a root. */
  private void requireSigners(Root next) {
    for (OrderRole role : List.of(OrderRole.RELEASE, OrderRole.DIRECTOR)) {
      int here = signers(next, role).size();
      if (here < next.role(role).threshold()) {
        throw missing(role.text(), next.role(role).keyIds());
      }
    }
    List<Root> roots = new ArrayList<>(chain().roots().stream().map(Root::of).toList());
    roots.add(next);
    String models = ModelKeyLife.signing(roots);
    if (signers(next, OrderRole.MODEL).stream().noneMatch(key -> key.keyId().equals(models))) {
      throw missing(OrderRole.MODEL.text(), Set.of(models));
    }
  }

  private static HubException missing(String role, Set<String> ids) {
    return new HubException(
        ErrorCode.CONFLICT,
        "this root names %s keys %s, and they are not in secrets/ as order-<key id>.key; the hub could sign nothing"
            .formatted(role, ids));
  }

  private List<Ed25519Signer> signers(Root root, OrderRole role) {
    List<Ed25519Signer> here = new ArrayList<>();
    root.keysOf(role).forEach((id, key) -> files.signer(id, key).ifPresent(here::add));
    return here;
  }

  private Envelope signed(OrderRole role, Envelope envelope) {
    Chain now = chain();
    List<Ed25519Signer> signers = now.signers().getOrDefault(role, List.of());
    int needed = now.newest().role(role).threshold();
    if (signers.size() < needed) {
      throw new IllegalStateException(
          "%d of %d %s keys are here, %d must sign"
              .formatted(
                  signers.size(), now.newest().role(role).keyIds().size(), role.text(), needed));
    }
    Envelope signed = envelope;
    for (Ed25519Signer signer : signers) {
      signed = signed.signedBy(signer);
    }
    return signed;
  }

  /** Waits for nobody who makes a new root: that takes as long as its transaction. */
  private Chain chain() {
    Chain known = chain;
    return known == null ? readChain() : known;
  }

  private synchronized Chain readChain() {
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
      signers.put(role, signers(newest, role));
    }
    return new Chain(envelopes, newest, signers);
  }

  private StoredRoot first() {
    Map<OrderRole, Ed25519Signer> made = new EnumMap<>(OrderRole.class);
    for (OrderRole role : List.of(OrderRole.ROOT, OrderRole.RELEASE, OrderRole.DIRECTOR)) {
      made.put(role, files.make());
    }
    Ed25519Signer model = firstModel.keptOrMade();
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
        new StoredRoot(
            1, 1, new String(envelope.json(), StandardCharsets.UTF_8), "hub", now, "the first");
    StoredRoot kept = transactions.executeWrite(status -> stored.save(first));
    LOG.info("first root of trust of hub {}, its key is {}", root.hub(), rootKey.keyId());
    return kept == null ? first : kept;
  }
}
