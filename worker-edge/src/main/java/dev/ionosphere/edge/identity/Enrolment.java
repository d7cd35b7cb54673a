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
 * @param incarnation which enrolment of the name this is, from 1; absent from a hub before 0.3.0
 * @param trustedKeys model signing keys by id: X.509, base64
 */
public record Enrolment(
    String device,
    long incarnation,
    Map<String, String> trustedKeys,
    String temporalAddress,
    String temporalNamespace) {

  public Enrolment {
    incarnation = Math.max(1, incarnation);
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
