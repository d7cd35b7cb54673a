package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.NamePattern;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names in a folder that fit, in their order. A folder of very many is not listed for each of
 * them: some are kept for as long as nothing has come or gone.
 */
final class FolderNames {

  private static final int MOST_KEPT = 1_000;

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

  private void list(Path folder, String after) throws IOException {
    kept.clear();
    complete = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.compareTo(after) > 0 && pattern.matches(name)) {
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
