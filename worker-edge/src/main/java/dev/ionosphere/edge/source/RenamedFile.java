package dev.ionosphere.edge.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the file that was read before under the name that it has now, after it was rotated. */
final class RenamedFile {

  /** A folder of more is searched no further. */
  private static final int MOST_FILES = 10_000;

  /**
   * The file with this inode beside the one that is there now; nothing if that is the one itself.
   *
   * @param inode 0: none is known
   */
  static Optional<Path> find(SourcePath path, long inode) throws IOException {
    if (inode == 0) {
      return Optional.empty();
    }
    try {
      if (FileBytes.inode(path.toRead()) == inode) {
        return Optional.empty();
      }
    } catch (NoSuchFileException e) {
      // Renamed, and nothing in its place yet.
    }
    Optional<Path> folder = path.folder();
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    int looked = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
      for (Path other : files) {
        if (looked++ == MOST_FILES) {
          return Optional.empty();
        }
        if (isReadable(other) && FileBytes.inode(other) == inode) {
          return Optional.of(other);
        }
      }
    }
    return Optional.empty();
  }

  /** Links lead elsewhere; hidden names are none of a source's. */
  private static boolean isReadable(Path file) {
    return !file.getFileName().toString().startsWith(".")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private RenamedFile() {}
}
