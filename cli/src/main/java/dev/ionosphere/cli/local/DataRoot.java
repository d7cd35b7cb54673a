package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Where a training's inputs are, unless the demo says otherwise. */
final class DataRoot {

  /**
   * What is given, or the home directory. The worker refuses names that begin with a dot, so our
   * own data may lie below the home under such a name only.
   *
   * @param data where hub, worker and edges keep theirs
   */
  static Path of(Map<String, String> environment, Path data) {
    String given = environment.getOrDefault("ION_DATA_ROOT", "");
    if (!given.isEmpty()) {
      // The worker runs in a directory of its own, and the person means the one he is in.
      return there(Path.of(given).toAbsolutePath().normalize());
    }
    String home = environment.getOrDefault("ION_HOME", "");
    Path root =
        home.isEmpty()
            ? Objects.requireNonNullElse(data.getParent(), data)
            : Path.of(home).toAbsolutePath().normalize();
    if (data.startsWith(root) && !isHidden(root.relativize(data))) {
      throw new StartFailedException(
          "ION_DATA: %s lies open in %s, where training inputs are read from; give it a name that begins with '.', or set ION_DATA_ROOT to another directory"
              .formatted(data, root));
    }
    return root;
  }

  private static Path there(Path root) {
    if (!Files.isDirectory(root)) {
      throw new StartFailedException("ION_DATA_ROOT: there is no directory " + root);
    }
    return root;
  }

  private static boolean isHidden(Path below) {
    return StreamSupport.stream(below.spliterator(), false)
        .anyMatch(part -> part.toString().startsWith("."));
  }

  private DataRoot() {}
}
