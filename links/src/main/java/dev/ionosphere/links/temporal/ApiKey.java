package dev.ionosphere.links.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key that Temporal knows this process by. Never part of a text. */
sealed interface ApiKey {

  String value();

  record Given(String value) implements ApiKey {
    @Override
    public String toString() {
      return "given";
    }
  }

  /** Read for each call, so that a new key needs no restart. */
  record InFile(Path file) implements ApiKey {
    @Override
    public String value() {
      try {
        return Files.readString(file).strip();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(
            "TEMPORAL_API_KEY_FILE '%s' cannot be read".formatted(file), unreadable);
      }
    }
  }
}
