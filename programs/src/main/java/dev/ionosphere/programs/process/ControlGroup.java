package dev.ionosphere.programs.process;

import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A control group of Linux for the processes of one run, where this process may make one: then the
 * system itself lets it have no more of them. Elsewhere they are counted five times a second.
 *
 * @param path its folder
 */
record ControlGroup(Path path) {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String NAME = "ionosphere";

  /**
   * A group for at most so many processes; empty if this system or this user has none.
   *
   * @param folder of the run, which gives it its name
   */
  static Optional<ControlGroup> make(RunFolder folder, int processes) {
    for (Path parent : parents()) {
      try {
        Path path = parent.resolve(name(folder));
        Files.createDirectories(path);
        Files.writeString(path.resolve("pids.max"), Integer.toString(processes));
        return Optional.of(new ControlGroup(path));
      } catch (IOException notOurs) {
        // The next kind, or none.
      }
    }
    return Optional.empty();
  }

  /** That of a run that was started before. */
  static Optional<ControlGroup> find(RunFolder folder) {
    return parents().stream()
        .map(parent -> parent.resolve(name(folder)))
        .filter(Files::isDirectory)
        .findFirst()
        .map(ControlGroup::new);
  }

  private static String name(RunFolder folder) {
    String text = folder.path().toAbsolutePath().normalize().toString();
    return NAME + "-" + Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 24);
  }

  /** Where groups can be made: the one hierarchy of version 2, else that of version 1. */
  private static List<Path> parents() {
    Path second = ROOT.resolve(NAME);
    return Files.exists(ROOT.resolve("cgroup.controllers")) && isEnabled(second)
        ? List.of(second)
        : List.of(ROOT.resolve("pids"));
  }

  private static boolean isEnabled(Path parent) {
    try {
      for (Path above : List.of(ROOT, parent)) {
        Files.createDirectories(above);
        if (!Files.readString(above.resolve("cgroup.subtree_control")).contains("pids")) {
          Files.writeString(above.resolve("cgroup.subtree_control"), "+pids");
        }
      }
      return true;
    } catch (IOException notOurs) {
      return false;
    }
  }

  /** What a shell does to be in it. */
  String joining() {
    return "echo $$ >" + LaunchScript.quoted(path.resolve("cgroup.procs").toString());
  }

  /** Numbers of the processes that are in it: none can leave it. */
  Set<Long> processes() {
    try {
      return Files.readAllLines(path.resolve("cgroup.procs")).stream()
          .map(Long::valueOf)
          .collect(Collectors.toSet());
    } catch (IOException | NumberFormatException gone) {
      return Set.of();
    }
  }

  /** Whether it wanted more processes than it may have. */
  boolean wantedMore() {
    try {
      return Files.readAllLines(path.resolve("pids.events")).stream()
          .anyMatch(line -> line.startsWith("max ") && !line.equals("max 0"));
    } catch (IOException gone) {
      return false;
    }
  }

  /** It goes once no process is in it. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException occupied) {
      // Another worker's sweep.
    }
  }
}
