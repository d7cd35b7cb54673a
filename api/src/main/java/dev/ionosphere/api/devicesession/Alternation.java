package dev.ionosphere.api.devicesession;

import java.time.Duration;

/**
 * How the sessions of one device take turns. An agent that opens a session uses the one before no
 * more, but for a few requests that were on their way. Two agents with one key come back to theirs
 * again and again. Not safe for threads.
 */
final class Alternation {

  /** More than an agent has threads, for each session that it may renew meanwhile. */
  static final int TWO_AGENTS = 12;

  private final long within;
  private String session;
  private long opened;
  private long since;
  private int returns;
  private long lastReturn;

  /**
   * @param within as long as a session lasts
   */
  Alternation(OpenSession first, Duration within, long nanos) {
    this.within = within.toNanos();
    this.session = first.id();
    this.opened = first.openedNanos();
    this.since = nanos;
    this.lastReturn = nanos;
  }

  /** Whether so many requests came back to an older session that two agents call. */
  boolean used(OpenSession next, long nanos) {
    if (next.id().equals(session)) {
      return false;
    }
    boolean older = next.openedNanos() - opened < 0;
    session = next.id();
    opened = next.openedNanos();
    if (!older) {
      return false;
    }
    if (nanos - since > within) {
      since = nanos;
      returns = 0;
    }
    lastReturn = nanos;
    returns++;
    return returns >= TWO_AGENTS;
  }

  /** Whether none came back for twice as long as a session lasts. */
  boolean isOver(long nanos) {
    return nanos - lastReturn > 2 * within;
  }
}
