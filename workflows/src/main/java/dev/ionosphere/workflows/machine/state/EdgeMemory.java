package dev.ionosphere.workflows.machine.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an event edge.
 *
 * @param lastFired start of the cooldown
 * @param suppressed why it did not fire this time, said once
 * @param cause key of the record that tells of the event
 */
public record EdgeMemory(
    @Nullable Instant lastFired, @Nullable String suppressed, @Nullable String cause) {

  public static final EdgeMemory NEW = new EdgeMemory(null, null, null);

  public EdgeMemory fired(Instant now, @Nullable String why) {
    return new EdgeMemory(now, null, why);
  }

  public EdgeMemory suppressed(String reason, @Nullable String why) {
    return new EdgeMemory(lastFired, reason, why);
  }

  public EdgeMemory forgotten() {
    return new EdgeMemory(lastFired, null, null);
  }
}
