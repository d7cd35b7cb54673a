package dev.ionosphere.links.secret;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets of this process: a folder with one file a name, or else environment variables. They
 * are read at each use, so that one may be changed while the process runs.
 */
public final class Secrets {
  private static final long MOST_BYTES = 64 * 1024;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Optional<Path> folder;
  private final Map<String, String> environment;

  /**
   * @param folder with one file a secret, named like it; files are looked at first
   * @param environment with {@code ION_SECRET_<NAME>}
   */
  public Secrets(Optional<Path> folder, Map<String, String> environment) {
    this.folder = folder.map(path -> path.toAbsolutePath().normalize());
    this.environment = Map.copyOf(environment);
  }

  /**
   * Of folder {@code ION_SECRETS} and variables {@code ION_SECRET_<NAME>}.
   *
   * @throws IllegalArgumentException if the folder is none
   */
  public static Secrets of(Map<String, String> environment) {
    String folder = environment.getOrDefault("ION_SECRETS", "").strip();
    if (folder.isEmpty()) {
      return new Secrets(Optional.empty(), environment);
    }
    if (!Files.isDirectory(Path.of(folder))) {
      throw new IllegalArgumentException("ION_SECRETS %s is no folder".formatted(folder));
    }
    return new Secrets(Optional.of(Path.of(folder)), environment);
  }

  /**
   * @throws SecretException if there is none, or its file is open to others
   */
  public SecretValue resolve(SecretName name) {
    if (folder.isPresent()) {
      Path file = folder.get().resolve(name.value());
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return read(name, folder.get(), file);
      }
    }
    String value = environment.getOrDefault(name.variable(), "");
    if (value.isEmpty()) {
      throw new SecretException(
          "secret '%s' is missing: neither %s nor variable %s is there"
              .formatted(
                  name,
                  folder
                      .map(path -> "file " + path.resolve(name.value()))
                      .orElse("a folder (ION_SECRETS is not set)"),
                  name.variable()));
    }
    return new SecretValue(value);
  }

  private static SecretValue read(SecretName name, Path folder, Path file) {
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw refused(name, file, "it is a link that leads out of its folder");
      }
      if (!Files.isRegularFile(real)) {
        throw refused(name, file, "it is no file");
      }
      if (openToOthers(real)) {
        throw refused(name, file, "its group or others may read or write it, allowed is mode 600");
      }
      if (Files.size(real) > MOST_BYTES) {
        throw refused(name, file, "it is longer than %d bytes".formatted(MOST_BYTES));
      }
      // Editors end a file with a line break, which nobody means.
      String value = Files.readString(real).stripTrailing();
      if (value.isEmpty()) {
        throw refused(name, file, "it is empty");
      }
      return new SecretValue(value);
    } catch (IOException unreadable) {
      throw refused(name, file, "it cannot be read");
    }
  }

  private static boolean openToOthers(Path file) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(OF_OTHERS);
    permissions.retainAll(Files.getPosixFilePermissions(file));
    return !permissions.isEmpty();
  }

  private static SecretException refused(SecretName name, Path file, String why) {
    return new SecretException("secret '%s', file %s: %s".formatted(name, file, why));
  }
}
