package dev.ionosphere.edge.order;

import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderCheck;
import dev.ionosphere.models.order.OrderCheck.Accepted;
import dev.ionosphere.models.order.OrderCheck.Holder;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.SignedTime;
import dev.ionosphere.models.order.TrustedRoot;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the device was last ordered to run, durable. An order that is accepted is held from then on,
 * whether the device manages to follow it or not.
 */
public final class OrderBook {

  private static final Logger LOG = LoggerFactory.getLogger(OrderBook.class);
  private static final String ASSIGNMENT = "assignment.json";

  private final StateDirectory directory;
  private final Enrolment enrolment;
  private final RootOfTrust trust;
  private final Hub hub;
  private final SecureRandom random = new SecureRandom();
  private final List<String> faults = new ArrayList<>();
  private volatile @Nullable Holding held;
  private volatile Telemetry.@Nullable Held told;

  private record Holding(Envelope envelope, Assignment assignment) {}

  private OrderBook(StateDirectory directory, Enrolment enrolment, RootOfTrust trust, Hub hub) {
    this.directory = directory;
    this.enrolment = enrolment;
    this.trust = trust;
    this.hub = hub;
  }

  /**
   * Reads what the device holds. A copy that is broken is one of the {@link #faults}, and begins
   * anew from the next order.
   */
  public static OrderBook open(
      StateDirectory directory, Enrolment enrolment, RootOfTrust trust, Hub hub) {
    OrderBook book = new OrderBook(directory, enrolment, trust, hub);
    Stored<Envelope> stored = directory.read(ASSIGNMENT, OrderBook::envelope);
    book.faults.addAll(trust.faults());
    stored.fault().ifPresent(book.faults::add);
    book.held = stored.value().flatMap(book::holding).orElse(null);
    book.faults.forEach(why -> LOG.warn("{}", why));
    book.tell();
    return book;
  }

  static Envelope envelope(byte[] json) throws IOException {
    try {
      return Envelope.parse(json);
    } catch (ModelFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Optional<Holding> holding(Envelope envelope) {
    try {
      return Optional.of(new Holding(envelope, Assignment.of(envelope)));
    } catch (ModelFormatException e) {
      faults.add("%s is no assignment: %s".formatted(ASSIGNMENT, e.getMessage()));
      return Optional.empty();
    }
  }

  /** What was broken on the disk when this was opened, for people. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** What the device is to run; empty until the first order. Waits for nothing. */
  public Optional<Assignment> held() {
    return Optional.ofNullable(held).map(Holding::assignment);
  }

  /** What the hub says that the device is to run, as soon as it is not what the device has. */
  public Optional<byte[]> next(Duration wait) throws OrderRefusal, IOException {
    Optional<Telemetry.Held> held = report();
    long root = held.isPresent() ? held.get().root() : trust.root().root().version();
    return hub.state(held, root, wait);
  }

  /**
   * What the hub is told of it, so that it sees when it has forgotten what it signed; empty until
   * the first order. Waits for nothing.
   */
  public Optional<Telemetry.Held> report() {
    return Optional.ofNullable(told);
  }

  /**
   * Keys that models may be signed with, base64 of X.509 by id: those of the newest root. Before
   * the first order, those from enrolment.
   */
  public Map<String, String> modelKeys() {
    return trust
        .known()
        .map(trusted -> trusted.root().keysOf(OrderRole.MODEL))
        .orElseGet(enrolment::trustedKeys);
  }

  private void tell() {
    @Nullable TrustedRoot trusted = trust.known().orElse(null);
    @Nullable Holding order = held;
    if (trusted == null || order == null) {
      return;
    }
    Assignment.Version version = order.assignment().version();
    told =
        new Telemetry.Held(
            version.epoch(),
            version.number(),
            order.envelope().digest().value(),
            trusted.root().version(),
            trusted.envelope().digest().value());
  }

  /**
   * Takes an order, or refuses it. The hub is asked for its time, for an order that is its own: no
   * clock of the device counts.
   *
   * @throws IOException if the hub or the disk failed: to be tried again
   */
  public synchronized Accepted take(byte[] json) throws OrderRefusal, IOException {
    TrustedRoot before = trust.root();
    OrderCheck.Vouched vouched =
        OrderCheck.vouched(
            json,
            new Holder(
                enrolment.device(),
                enrolment.incarnation(),
                before,
                Optional.ofNullable(held).map(Holding::envelope)));
    Accepted accepted = vouched.at(time(vouched.root()));
    if (accepted.root() != before) {
      trust.follow(accepted.root());
      // Together, also if the disk does not take what follows.
      tell();
    }
    if (!accepted.repeated()) {
      directory.write(ASSIGNMENT, vouched.envelope().json());
      held = new Holding(vouched.envelope(), accepted.assignment());
      LOG.info("holds assignment {}", accepted.assignment().version());
    }
    tell();
    return accepted;
  }

  /** Takes what the hub says that the device is to run now. */
  public Accepted takeCurrent() throws OrderRefusal, IOException {
    return take(hub.state());
  }

  private Instant time(TrustedRoot trusted) throws OrderRefusal, IOException {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    return SignedTime.check(hub.time(nonce), trusted, nonce);
  }
}
