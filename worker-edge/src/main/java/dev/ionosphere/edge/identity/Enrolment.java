package dev.ionosphere.edge.identity;

import dev.ionosphere.edge.store.DurableFile;
import dev.ionosphere.edge.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the hub told the device once, and what it trusts from then on.
 *
 * @param trustedKeys model signing keys by id: X.509, base64
 */
public record Enrolment(
    String device,
    Map<String, String> trustedKeys,
    String temporalAddress,
    String temporalNamespace) {

  public Enrolment {
    trustedKeys = Map.copyOf(trustedKeys);
  }

  public static Optional<Enrolment> read(Path directory) throws IOException {
    Path file = directory.resolve("enrolment.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(Json.read(Files.readAllBytes(file), Enrolment.class));
  }

  public void write(Path directory) throws IOException {
    DurableFile.write(directory.resolve("enrolment.json"), Json.write(this));
  }
}
