package dev.ionosphere.activities.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What lies around the worker and is nobody's input: its own data, its secrets, its token, and what
 * lies beside the token where hub and worker share a machine.
 */
record ForbiddenPaths(List<Path> directories, List<Path> files) {

  ForbiddenPaths {
    directories = List.copyOf(directories);
    files = List.copyOf(files);
  }

  /** As the worker's environment names them. */
  static ForbiddenPaths of(Map<String, String> environment) {
    List<Path> directories = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    String data = environment.getOrDefault("ION_CLOUD_DATA", "").strip();
    if (!data.isEmpty()) {
      directories.add(Path.of(data).toAbsolutePath());
    }
    String secrets = environment.getOrDefault("ION_SECRETS", "").strip();
    if (!secrets.isEmpty()) {
      directories.add(Path.of(secrets).toAbsolutePath());
    }
    String token = environment.getOrDefault("ION_TOKEN_FILE", "").strip();
    if (!token.isEmpty()) {
      Path file = Path.of(token).toAbsolutePath();
      files.add(file);
      directories.add(file.resolveSibling("."));
    }
    return new ForbiddenPaths(directories, files);
  }

  /**
   * Whether a file is in one of them. A directory that the data root itself lies in was opened by
   * whoever chose the root.
   *
   * @param file without links
   * @param root without links
   */
  boolean holds(Path file, Path root) {
    return files.stream().anyMatch(closed -> real(closed).equals(file))
        || directories.stream()
            .map(ForbiddenPaths::real)
            .anyMatch(closed -> file.startsWith(closed) && !root.startsWith(closed));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException absent) {
      return path.normalize(); // Nothing there yet, so nothing to hide.
    }
  }
}
