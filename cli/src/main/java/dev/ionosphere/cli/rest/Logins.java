package dev.ionosphere.cli.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Tokens of hubs elsewhere, one file that only its owner reads. */
public final class Logins {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public Logins(Path file) {
    this.file = file;
  }

  public Optional<String> token(URI hub) {
    return Optional.ofNullable(read().path("hubs").path(hub.toString()).textValue());
  }

  /** The hub that commands ask if none is named; empty if no login was made the default. */
  public Optional<URI> current() {
    return Optional.ofNullable(read().path("current").textValue()).map(URI::create);
  }

  /** Whose certificate that hub may show: of the CA that was given at its login. */
  public HubTrust trust(URI hub) {
    Path kept = authority(hub);
    return Files.exists(kept) ? HubTrust.of(kept) : HubTrust.system();
  }

  private Path authority(URI hub) {
    String name = String.valueOf(hub.getAuthority()).replaceAll("[^A-Za-z0-9.-]", "_");
    return file.resolveSibling("authorities").resolve(name + ".crt");
  }

  /** Keeps a copy of the CA's certificates, which are no secret; the file may go away. */
  public void remember(URI hub, Path authority) {
    Path kept = authority(hub);
    try {
      Files.createDirectories(kept.getParent());
      Files.copy(authority, kept, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps the token.
   *
   * @param asDefault whether commands ask this hub if none is named
   */
  public void remember(URI hub, String token, boolean asDefault) {
    ObjectNode all = read();
    if (asDefault) {
      all.put("current", hub.toString());
    }
    all.withObject("/hubs").put(hub.toString(), token);
    write(all);
  }

  public void forget(URI hub) {
    try {
      Files.deleteIfExists(authority(hub));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode all = read();
    all.withObject("/hubs").remove(hub.toString());
    if (hub.toString().equals(all.path("current").textValue())) {
      all.remove("current");
    }
    write(all);
  }

  private ObjectNode read() {
    try {
      return Files.exists(file)
          ? (ObjectNode) JSON.readTree(Files.readString(file))
          : JSON.createObjectNode();
    } catch (IOException | ClassCastException e) {
      throw new IllegalStateException(file + " is not what `ion login` wrote; delete it", e);
    }
  }

  private void write(ObjectNode all) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              "logins",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, all.toPrettyString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
