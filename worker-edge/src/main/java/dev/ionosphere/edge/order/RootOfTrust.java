package dev.ionosphere.edge.order;

import dev.ionosphere.edge.hub.HubDoor;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.session.Trust;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.TrustedRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the device trusts, durable. It waits for nothing that needs a session, since a session needs
 * it. Safe for threads.
 */
public final class RootOfTrust implements Trust {

  private static final Logger LOG = LoggerFactory.getLogger(RootOfTrust.class);
  private static final String ROOT = "root.json";

  private final StateDirectory directory;
  private final Enrolment enrolment;
  private final HubDoor door;
  private final List<String> faults = new ArrayList<>();
  private volatile @Nullable TrustedRoot root;

  private RootOfTrust(StateDirectory directory, Enrolment enrolment, HubDoor door) {
    this.directory = directory;
    this.enrolment = enrolment;
    this.door = door;
  }

  /**
   * Reads the root that was kept. A copy that is broken is a fault, and begins anew at enrolment.
   */
  public static RootOfTrust open(StateDirectory directory, Enrolment enrolment, HubDoor door) {
    RootOfTrust trust = new RootOfTrust(directory, enrolment, door);
    Stored<Envelope> stored = directory.read(ROOT, OrderBook::envelope);
    stored.fault().ifPresent(trust.faults::add);
    trust.root = stored.value().flatMap(trust::believed).orElse(null);
    return trust;
  }

  private Optional<TrustedRoot> believed(Envelope envelope) {
    try {
      return Optional.of(TrustedRoot.pinned(envelope));
    } catch (OrderRefusal e) {
      faults.add("%s is no root of trust, it is had anew: %s".formatted(ROOT, e.message()));
      return Optional.empty();
    }
  }

  @Override
  public synchronized TrustedRoot root() throws OrderRefusal, IOException {
    TrustedRoot known = root;
    if (known == null) {
      known = first();
      root = known;
      keep(known);
    }
    return known;
  }

  /** What was broken on the disk when this was opened. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** The root, as far as it is here; nobody is asked. */
  Optional<TrustedRoot> known() {
    return Optional.ofNullable(root);
  }

  /** A disk that takes nothing keeps no device from its hub: the first root can be had again. */
  private void keep(TrustedRoot first) {
    try {
      directory.write(ROOT, first.envelope().json());
    } catch (IOException e) {
      LOG.warn("the root of trust is not kept, it is had from enrolment again: {}", e.toString());
    }
  }

  /**
   * Trusts a root that follows the one before.
   *
   * @throws IOException if the disk does not take it: then the one before is trusted still
   */
  synchronized void follow(TrustedRoot next) throws IOException {
    directory.write(ROOT, next.envelope().json());
    root = next;
    LOG.info("trusts root {}", next.root().version());
  }

  /**
   * From enrolment; a device that was enrolled before there was one asks for it, without a session.
   */
  private TrustedRoot first() throws OrderRefusal, IOException {
    @Nullable String pinned = enrolment.root();
    if (pinned != null) {
      return TrustedRoot.pinned(OrderBook.envelope(pinned.getBytes(StandardCharsets.UTF_8)));
    }
    LOG.info("enrolled before orders were signed: asks the hub for the root of trust");
    return TrustedRoot.introduced(OrderBook.envelope(door.root()), enrolment.trustedKeys());
  }
}
