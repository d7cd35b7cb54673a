package dev.ionosphere.api.devicesession;

import dev.ionosphere.models.request.ReplayWindow;
import dev.ionosphere.models.request.RequestKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that are open, at most so many of a device: one more ends its oldest. Only who has an
 * enrolled key opens any, so the fleet is their limit.
 */
@Singleton
final class OpenSessions {

  static final Duration LASTS = Duration.ofMinutes(15);

  /** One that is used and one that follows it, of an agent and of the one it was before a crash. */
  static final int OF_A_DEVICE = 4;

  // Oldest first. They all last as long, so those that are over are at the front.
  private final Map<String, OpenSession> sessions = new LinkedHashMap<>();
  private final Map<String, Deque<String>> ofDevices = new HashMap<>();
  private final LongSupplier nanos;

  @Inject
  OpenSessions() {
    this(System::nanoTime);
  }

  /**
   * @param nanos that pass, whatever anybody does to the clock
   */
  OpenSessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized OpenSession open(String id, String device, long incarnation, RequestKey key) {
    OpenSession session =
        new OpenSession(id, device, incarnation, key, new ReplayWindow(), nanos.getAsLong());
    add(session);
    return session;
  }

  private void add(OpenSession session) {
    removeThoseThatAreOver();
    Deque<String> ofDevice =
        ofDevices.computeIfAbsent(session.device(), none -> new ArrayDeque<>());
    if (ofDevice.size() == OF_A_DEVICE) {
      sessions.remove(ofDevice.removeFirst());
    }
    ofDevice.addLast(session.id());
    sessions.put(session.id(), session);
  }

  synchronized Optional<OpenSession> find(String id) {
    @Nullable OpenSession found = sessions.get(id);
    return found == null || isOver(found, nanos.getAsLong())
        ? Optional.empty()
        : Optional.of(found);
  }

  synchronized void end(OpenSession session) {
    if (sessions.remove(session.id(), session)) {
      forget(session);
    }
  }

  synchronized int size() {
    removeThoseThatAreOver();
    return sessions.size();
  }

  private void removeThoseThatAreOver() {
    long now = nanos.getAsLong();
    Iterator<OpenSession> oldest = sessions.values().iterator();
    while (oldest.hasNext()) {
      OpenSession session = oldest.next();
      if (!isOver(session, now)) {
        return;
      }
      oldest.remove();
      forget(session);
    }
  }

  private void forget(OpenSession session) {
    ofDevices.computeIfPresent(
        session.device(),
        (device, ids) -> {
          boolean unused = ids.remove(session.id());
          return ids.isEmpty() ? null : ids;
        });
  }

  private static boolean isOver(OpenSession session, long now) {
    return now - session.openedNanos() >= LASTS.toNanos();
  }
}
