package dev.ionosphere.activities.training;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds a job's input below the data root, which it may not leave: neither by name nor by a link.
 * Hidden files and what the worker keeps for itself are no input, wherever they lie.
 */
final class InputFiles {
  private static final int MOST_FILES = 10_000;

  private final Path root;
  private final ForbiddenPaths closed;

  InputFiles(Path root) {
    this(root, ForbiddenPaths.of(System.getenv()));
  }

  InputFiles(Path root, ForbiddenPaths closed) {
    this.root = root.toAbsolutePath().normalize();
    this.closed = closed;
  }

  /**
   * The files of argument {@code input}: a path relative to the root, or several; {@code *}, {@code
   * ?} and {@code {a,b}} in the last part of a path match file names.
   *
   * @throws InputException if there is no such file, or it is none of ours
   */
  List<Path> find(Object input) {
    List<?> patterns = input instanceof List<?> several ? several : List.of(input);
    List<Path> files = new ArrayList<>();
    for (Object pattern : patterns) {
      if (!(pattern instanceof String text) || text.isBlank()) {
        throw new InputException(
            "input is '%s', allowed is a path relative to the data directory".formatted(pattern));
      }
      files.addAll(match(text));
    }
    if (files.size() > MOST_FILES) {
      throw new InputException(
          "input '%s' is %d files, allowed are %d".formatted(input, files.size(), MOST_FILES));
    }
    return files;
  }

  private List<Path> match(String pattern) {
    Path relative = relative(pattern);
    if (relative
        .getFileName()
        .toString()
        .chars()
        .noneMatch(letter -> "*?[{".indexOf(letter) >= 0)) {
      return List.of(inside(pattern, root.resolve(relative)));
    }
    Path directory = root.resolve(relative).getParent();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + relative.getFileName());
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files =
          listed
              .filter(file -> matcher.matches(file.getFileName()))
              .filter(file -> !isHidden(file.getFileName()))
              .filter(Files::isRegularFile)
              .sorted()
              .map(file -> inside(pattern, file))
              .toList();
      if (files.isEmpty()) {
        throw new InputException("input '%s' matches no file".formatted(pattern));
      }
      return files;
    } catch (IOException absent) {
      throw new InputException("input '%s': its directory cannot be listed".formatted(pattern));
    }
  }

  private static Path relative(String pattern) {
    try {
      Path path = Path.of(pattern);
      boolean leaves = Stream.of(pattern.split("[/\\\\]")).anyMatch(InputFiles::isRefused);
      if (!path.isAbsolute() && !leaves && path.getFileName() != null && !pattern.contains(":")) {
        return path;
      }
    } catch (InvalidPathException malformed) {
      // As bad as the others.
    }
    throw new InputException(
        "input '%s' is refused, allowed is a path below the data directory without '..' and without names that begin with '.'"
            .formatted(pattern));
  }

  private Path inside(String pattern, Path file) {
    try {
      Path real = file.toRealPath();
      Path realRoot = root.toRealPath();
      if (!real.startsWith(realRoot)) {
        throw new InputException(
            "input '%s' is refused, it leads out of the data directory".formatted(pattern));
      }
      if (isHidden(realRoot.relativize(real))) {
        throw new InputException(
            "input '%s' is refused, it leads to a name that begins with '.'".formatted(pattern));
      }
      if (closed.holds(real, realRoot)) {
        throw new InputException(
            "input '%s' is refused, it belongs to the worker itself".formatted(pattern));
      }
      if (!Files.isRegularFile(real)) {
        throw new InputException("input '%s' is no file".formatted(pattern));
      }
      return real;
    } catch (IOException absent) {
      throw new InputException("input '%s' does not exist".formatted(pattern));
    }
  }

  private static boolean isHidden(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .anyMatch(part -> isRefused(part.toString()));
  }

  /** Hidden names hold settings and secrets, `.ion` first of all; "." alone is the directory. */
  private static boolean isRefused(String part) {
    return part.startsWith(".") && !part.equals(".");
  }
}
