package dev.ionosphere.api.ion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What makes a command idempotent. */
public final class CommandId {

  private static final int LONGEST = 200;

  /** The caller's Idempotency-Key, or a new id if there is none to use. */
  public static String of(@Nullable String key) {
    return key == null || key.isBlank() || key.length() > LONGEST
        ? UUID.randomUUID().toString()
        : key;
  }

  private CommandId() {}
}
