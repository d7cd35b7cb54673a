package dev.ionosphere.api.ticketkey;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.workflows.approval.TicketKey;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that tickets are signed with. The newest one signs, for an ION that has been told of it;
 * for others the newest that they believe. The first key is made at first use.
 */
@Singleton
public final class KeyRing {

  /** No ticket is valid for longer. */
  public static final Duration LONGEST_TICKET = Duration.ofMinutes(15);

  static final String HUB = "hub";

  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final StoredTicketKeys stored;
  private final ToldIons ions;
  private final SecretFiles files;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;
  private final Map<String, SigningKey> read = new ConcurrentHashMap<>();

  /** Launches read, rotations write: no ION starts with keys that it is never told the end of. */
  private final ReadWriteLock launches = new ReentrantReadWriteLock();

  KeyRing(
      StoredTicketKeys stored,
      ToldIons ions,
      SecretFiles files,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.stored = stored;
    this.ions = ions;
    this.files = files;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What an ION should believe now, oldest first. */
  public List<TicketKey> believed() {
    Instant now = clock.instant();
    return live().stream().filter(key -> key.believedAt(now)).map(StoredTicketKey::key).toList();
  }

  /** The newest key. */
  public SigningKey newest() {
    return candidates(Optional.empty()).getFirst();
  }

  /** What a ticket for the ION is signed with. */
  public SigningKey signer(String ion) {
    return candidates(ions.findById(ion)).getFirst();
  }

  /** The keys that the ION may believe, the likeliest first. */
  List<SigningKey> candidates(String ion) {
    return candidates(ions.findById(ion));
  }

  private List<SigningKey> candidates(Optional<ToldKeys> told) {
    List<SigningKey> known = new ArrayList<>();
    List<SigningKey> others = new ArrayList<>();
    for (StoredTicketKey key : live().reversed()) {
      boolean believed = told.map(ToldKeys::ids).orElse(List.of()).contains(key.id());
      signing(key).ifPresent(believed ? known::add : others::add);
    }
    known.addAll(others);
    return known;
  }

  private Optional<SigningKey> signing(StoredTicketKey key) {
    SigningKey known = read.get(key.id());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<SigningKey> found =
        files
            .read(SigningKey.file(key.id()))
            .map(secret -> SigningKey.read(key.id(), key.publicKey(), secret));
    found.ifPresent(signing -> read.put(key.id(), signing));
    return found;
  }

  /** Oldest first; the last one signs. */
  synchronized List<StoredTicketKey> live() {
    List<StoredTicketKey> keys = stored.live();
    if (!keys.isEmpty() && signing(keys.getLast()).isPresent()) {
      return keys;
    }
    for (StoredTicketKey lost : keys) {
      if (signing(lost).isEmpty()) {
        LOG.error(
            "secrets/{} is gone. A new key is made; an ION that runs believes it after its next"
                + " launch",
            SigningKey.file(lost.id()));
        stored.retired(lost.id(), clock.instant());
      }
    }
    StoredTicketKey unused = add(UUID.randomUUID().toString(), HUB, clock.instant());
    return stored.live();
  }

  /**
   * Makes the key that signs from now on.
   *
   * @param retiresAt until when the others are believed
   */
  synchronized StoredTicketKey add(String command, String by, Instant retiresAt) {
    SigningKey made =
        SigningKey.make(files, open -> "tickets-" + Sha256.hex(open).substring(0, 16));
    read.put(made.id(), made);
    StoredTicketKey key =
        new StoredTicketKey(made.id(), made.publicKey(), clock.instant(), by, command, null, null);
    StoredTicketKey saved =
        transactions.executeWrite(status -> {
          stored.retireAllAt(retiresAt);
          return stored.save(key);
        });
    LOG.info("ticket key {} made by {}", key.id(), by);
    return Objects.requireNonNull(saved);
  }

  /**
   * Launches an ION.
   *
   * @param start with the keys to believe; whether it started, and is known to run
   */
  public boolean launch(String ion, Predicate<List<TicketKey>> start) {
    launches.readLock().lock();
    try {
      // What it was told in an earlier life says nothing.
      ions.deleteById(ion);
      List<TicketKey> keys = believed();
      boolean started = start.test(keys);
      if (started) {
        told(ion, keys);
      }
      return started;
    } finally {
      launches.readLock().unlock();
    }
  }

  /** The key that a command made, or a new one if it is asked for the first time. */
  StoredTicketKey rotated(String command, Supplier<StoredTicketKey> make) {
    launches.writeLock().lock();
    try {
      return stored.findByCommand(command).orElseGet(make);
    } finally {
      launches.writeLock().unlock();
    }
  }

  /** The ION believes these keys, and no others. */
  synchronized void told(String ion, List<TicketKey> keys) {
    ToldKeys now =
        new ToldKeys(
            ion, ToldKeys.text(keys.stream().map(TicketKey::id).toList()), clock.instant());
    Object ignored =
        transactions.executeWrite(status -> {
          ions.deleteById(ion);
          return ions.save(now);
        });
  }

  /** Nobody believes the key any more. */
  void retire(StoredTicketKey key) {
    stored.retired(key.id(), clock.instant());
    files.delete(SigningKey.file(key.id()));
    read.remove(key.id());
    LOG.info("ticket key {} retired", key.id());
  }
}
