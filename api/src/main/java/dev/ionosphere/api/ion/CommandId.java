package dev.ionosphere.api.ion;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What makes a command idempotent. */
final class CommandId {

  /**
   * The same for the same person, key and command; new if there is no key.
   *
   * @param key the caller's Idempotency-Key
   * @param target what is commanded: the command's name and what it is about
   */
  static String of(@Nullable String key, Requester person, String target) {
    return key == null || key.isBlank()
        ? UUID.randomUUID().toString()
        : Sha256.hex(person.person() + "\n" + target + "\n" + key);
  }

  private CommandId() {}
}
