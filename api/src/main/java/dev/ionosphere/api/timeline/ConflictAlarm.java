package dev.ionosphere.api.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is told of a second record that came under a key that is taken. */
public interface ConflictAlarm {

  /**
   * @param key of the record
   * @param message what came, and what was there before
   */
  void conflict(String ion, @Nullable String node, String key, String message, Instant at);
}
