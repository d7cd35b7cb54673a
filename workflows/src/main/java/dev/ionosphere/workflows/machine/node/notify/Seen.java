package dev.ionosphere.workflows.machine.node.notify;

import dev.ionosphere.workflows.machine.node.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell of.
 *
 * @param what such as {@code drift}
 * @param where the node it was seen at; empty if a person asked
 * @param cause key of the record of it
 */
record Seen(String what, String where, Instant at, @Nullable String cause) {

  static Seen of(Trigger trigger, Instant now, @Nullable String cause) {
    return switch (trigger) {
      case Trigger.OnEvent event ->
          new Seen(event.reason(), event.edge().split("->", 2)[0], now, cause);
      case Trigger.OnRequest request -> new Seen("a test by " + request.actor(), "", now, cause);
      case Trigger.OnSchedule schedule -> new Seen(schedule.reason(), "", now, cause);
    };
  }

  /** Such as {@code drift at detect}. */
  String text() {
    return where.isEmpty() ? what : what + " at " + where;
  }
}
