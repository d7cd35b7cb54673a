package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.NamePattern;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names in a folder that fit, in their order. A folder of very many is not listed for each of
 * them: some are kept for as long as nothing has come or gone.
 */
final class FolderNames {

  private static final int MOST_KEPT = 1_000;
  private static final int MOST_LOOKED_AT = 10_000;

  /** Two changes within it may leave a folder with the same time. */
  private static final long COARSEST_CLOCK_MILLIS = 2_000;

  private final NamePattern pattern;
  private final TreeSet<String> kept = new TreeSet<>();
  private boolean complete;
  private @Nullable FileTime listed;

  FolderNames(NamePattern pattern) {
    this.pattern = pattern;
  }

  /** The first after a name. */
  Optional<String> after(Path folder, String name) throws IOException {
    kept.headSet(name, true).clear();
    FileTime changed = Files.getLastModifiedTime(folder);
    if (!changed.equals(listed) || (kept.isEmpty() && !complete)) {
      boolean settled = changed.toMillis() < System.currentTimeMillis() - COARSEST_CLOCK_MILLIS;
      list(folder, name);
      listed = settled ? changed : null;
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.first());
  }

  /** Bytes of the files after a name, as they lie there; empty if there are too many to look at. */
  OptionalLong bytesAfter(Path folder, String name) throws IOException {
    long bytes = 0;
    int looked = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (looked++ == MOST_LOOKED_AT) {
          return OptionalLong.empty();
        }
        String other = file.getFileName().toString();
        if (other.compareTo(name) > 0 && pattern.matches(other)) {
          bytes += size(file);
        }
      }
    }
    return OptionalLong.of(bytes);
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Whether it is to be kept: no folder, which is looked at only if there is room for the name. */
  private boolean isNext(String name, Path file) {
    boolean room = kept.size() < MOST_KEPT || name.compareTo(kept.last()) < 0;
    complete &= room;
    return room && !Files.isDirectory(file);
  }

  private void list(Path folder, String after) throws IOException {
    kept.clear();
    complete = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.compareTo(after) > 0 && pattern.matches(name) && isNext(name, file)) {
          kept.add(name);
        }
        if (kept.size() > MOST_KEPT) {
          kept.pollLast();
          complete = false;
        }
      }
    }
  }
}
