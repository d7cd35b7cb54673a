package dev.ionosphere.programs.tensorboard;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds event files below a folder. It looks at a bounded number of files and follows no link. */
final class EventWalk extends SimpleFileVisitor<Path> {

  /** Files that are read. */
  static final int MOST = 200;

  private static final String NAME = "events.out.tfevents.";
  private static final int DEEPEST = 12;
  private static final int MOST_LOOKED_AT = 20_000;

  private final Path root;
  private final Instant since;
  private final List<Path> found = new ArrayList<>();
  private int lookedAt;

  private EventWalk(Path root, Instant since) {
    this.root = root;
    this.since = since;
  }

  /**
   * Event files, in the order of their names, which have the time in them at which they were begun.
   *
   * @param since files that were last written before are others'
   */
  static List<Path> find(Path root, Instant since) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    EventWalk walk = new EventWalk(root, since);
    Files.walkFileTree(root, Set.of(), DEEPEST, walk);
    Comparator<Path> byName = Comparator.comparing(path -> String.valueOf(path.getFileName()));
    return walk.found.stream().sorted(byName.thenComparing(Comparator.naturalOrder())).toList();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean hidden = String.valueOf(folder.getFileName()).startsWith(".");
    return hidden && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : next();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()
        && String.valueOf(file.getFileName()).startsWith(NAME)
        && !attributes.lastModifiedTime().toInstant().isBefore(since)) {
      found.add(file);
    }
    return next();
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return next();
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
    return FileVisitResult.CONTINUE;
  }

  private FileVisitResult next() {
    return ++lookedAt >= MOST_LOOKED_AT || found.size() >= MOST
        ? FileVisitResult.TERMINATE
        : FileVisitResult.CONTINUE;
  }
}
