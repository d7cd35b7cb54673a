package dev.ionosphere.api.ticketkey;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The keys of tickets, as people see them. */
@Singleton
public final class TicketKeyViews {

  private static final int SHOWN = 50;
  private static final int NAMED = 100;

  private final KeyRotation rotation;
  private final KeyRing ring;
  private final StoredTicketKeys stored;
  private final Clock clock;

  TicketKeyViews(KeyRotation rotation, KeyRing ring, StoredTicketKeys stored, Clock clock) {
    this.rotation = rotation;
    this.ring = ring;
    this.stored = stored;
    this.clock = clock;
  }

  /** The newest 50, newest first. */
  public List<TicketKeyView> newest() {
    List<String> untold = rotation.toTell(ring.believed());
    return stored.newest(SHOWN).stream().map(key -> view(key, untold)).toList();
  }

  TicketKeyView view(StoredTicketKey key) {
    return view(key, rotation.toTell(ring.believed()));
  }

  private TicketKeyView view(StoredTicketKey key, List<String> untold) {
    boolean live = key.retiredAt() == null;
    return new TicketKeyView(
        key.id(),
        key.retiresAt() == null ? "signing" : live ? "retiring" : "retired",
        key.createdAt(),
        key.createdBy(),
        key.retiresAt(),
        key.retiredAt(),
        live && !(key.retiresAt() != null && key.believedAt(clock.instant()))
            ? untold.stream().limit(NAMED).toList()
            : List.of());
  }
}
