package dev.ionosphere.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A root of trust on its way from key to key. */
final class RootFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Envelope envelope;
  private final Root root;

  private RootFile(Path file, Envelope envelope) {
    this.file = file;
    this.envelope = envelope;
    this.root = Root.of(envelope);
  }

  static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'" + file + "' is there already; a root is never overwritten");
    }
  }

  static RootFile of(Path file, JsonNode envelope) {
    return new RootFile(file, Envelope.parse(envelope.toString().getBytes(StandardCharsets.UTF_8)));
  }

  static RootFile read(Path file) {
    try {
      return new RootFile(file, Envelope.parse(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, "'" + file + "' cannot be read");
    } catch (ModelFormatException e) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'%s' is no proposed root: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * The same with one more signature.
   *
   * @throws CommandFailedException if the key has signed it, or no signature more is read
   */
  RootFile signedBy(Ed25519Signer key) {
    if (isSignedBy(key.publicKey())) {
      throw new CommandFailedException(
          ExitCode.FAILED, "key %s has signed '%s' already".formatted(key.keyId(), file));
    }
    if (envelope.signatures().size() >= Envelope.MAXIMUM_SIGNATURES) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "'%s' has %d signatures, and no more are read"
              .formatted(file, envelope.signatures().size()));
    }
    return new RootFile(file, envelope.signedBy(key));
  }

  private boolean isSignedBy(String publicKey) {
    return envelope.isSignedBy(Ed25519Verifier.of("root key", publicKey));
  }

  /** Whole or not at all. */
  void write() {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, envelope.json());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.FAILED, "'" + file + "' cannot be written: " + e.getMessage());
    }
  }

  JsonNode json() {
    try {
      return JSON.readTree(new String(envelope.json(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an envelope is JSON", e);
    }
  }

  /** What whoever signs has to know. */
  void print(Session session) {
    session
        .terminal()
        .line(
            "Root %d of hub %s, epoch %d, good until %s"
                .formatted(root.version(), root.hub(), root.stateEpoch(), seconds(root.expires())));
    for (OrderRole role : OrderRole.values()) {
      Root.RoleKeys given = root.role(role);
      session
          .terminal()
          .line(
              "  %-8s %d of %s"
                  .formatted(role.text(), given.threshold(), String.join(", ", given.keyIds())));
    }
    Map<String, String> own = root.keysOf(OrderRole.ROOT);
    Set<String> signers = new LinkedHashSet<>();
    Set<String> forged = new LinkedHashSet<>();
    for (Envelope.KeySignature one : envelope.signatures()) {
      @Nullable String key = own.get(one.keyId());
      (key == null || isSignedBy(key) ? signers : forged).add(one.keyId());
    }
    session
        .terminal()
        .line(
            "Signed by "
                + (signers.isEmpty()
                    ? "nobody"
                    // Nothing vouches for those of other keys: they may be any text.
                    : String.join(
                        ", ", signers.stream().map(ModelFormatException::shown).toList())));
    printMissing(session, signers);
    forged.forEach(id ->
        session.terminal().line(id + " has not signed this: the signature that names it is none"));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Those of the root before must have signed too; they are not in the file. */
  private void printMissing(Session session, Set<String> signers) {
    Root.RoleKeys own = root.role(OrderRole.ROOT);
    long signed = signers.stream().filter(own.keyIds()::contains).count();
    session
        .terminal()
        .line(
            "Of its own root keys %d %s signed, %d must"
                .formatted(signed, signed == 1 ? "has" : "have", own.threshold()));
    for (String signer : signers) {
      if (!own.keyIds().contains(signer)) {
        session
            .terminal()
            .line(
                "%s is none of these: it counts only if it is a root key of root %d"
                    .formatted(ModelFormatException.shown(signer), root.version() - 1));
      }
    }
  }
}
