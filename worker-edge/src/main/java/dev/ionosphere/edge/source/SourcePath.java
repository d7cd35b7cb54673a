package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A source's file: below the source root and not hidden, whatever the document or a symbolic link
 * says. Hidden names hold settings and secrets, {@code .ion} first of all.
 */
public final class SourcePath {

  private static final String HIDDEN =
      "source '%s' is refused, allowed is a path below the source directory without names that"
          + " begin with '.'";

  private final Path root;
  private final Path file;

  private SourcePath(Path root, Path file) {
    this.root = root;
    this.file = file;
  }

  /** Puts in the device's id and resolves. */
  public static SourcePath of(Path root, String path, String device) throws SourceException {
    String named = path.replace("${device}", device);
    try {
      Path normal = root.toAbsolutePath().normalize();
      Path file = normal.resolve(named).normalize();
      if (file.equals(normal) || !file.startsWith(normal)) {
        throw new SourceException("source '%s' leaves the source directory".formatted(path));
      }
      if (isHidden(normal.relativize(file))) {
        throw new SourceException(HIDDEN.formatted(path));
      }
      return new SourcePath(normal, file);
    } catch (InvalidPathException e) {
      throw new SourceException("source '%s' is not a path: %s".formatted(path, e.getReason()));
    }
  }

  /** The path of a file in this folder. */
  SourcePath child(String name) {
    return new SourcePath(root, file.resolve(name));
  }

  /** The folder to list; empty while there is none. Looked at each time, since links may change. */
  Optional<Path> directory() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path real = toLookAt();
    if (!Files.isDirectory(real)) {
      throw new SourceException("source '%s' is not a folder".formatted(file));
    }
    return Optional.of(real);
  }

  /** The file to open; looked at each time, since links may change. */
  Path toRead() throws IOException {
    Path real = toLookAt();
    if (!Files.isRegularFile(real)) {
      throw new SourceException("source '%s' is not a regular file".formatted(file));
    }
    return real;
  }

  private Path toLookAt() throws IOException {
    Path real = file.toRealPath();
    Path realRoot = root.toRealPath();
    if (!real.startsWith(realRoot)) {
      throw new SourceException("source '%s' leads out of the source directory".formatted(file));
    }
    if (isHidden(realRoot.relativize(real))) {
      throw new SourceException(HIDDEN.formatted(file));
    }
    return real;
  }

  /** The folder that the file is in, or would be; empty if that is not below the root. */
  Optional<Path> folder() throws IOException {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Path real = folder.toRealPath();
    return real.startsWith(root.toRealPath()) ? Optional.of(real) : Optional.empty();
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
