package dev.ionosphere.programs.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one run of a program.
 *
 * @param path of the folder, absolute
 */
public record RunFolder(Path path) {

  /** What it reads. */
  public Path inputs() {
    return path.resolve("in");
  }

  /** Where it is started. */
  public Path work() {
    return path.resolve("work");
  }

  /** For files that nobody needs later. */
  public Path temporary() {
    return path.resolve("tmp");
  }

  /** What it writes while it runs. */
  public Path unfinished() {
    return path.resolve("out.tmp");
  }

  /** What it has written, once all that was promised is there. */
  public Path outputs() {
    return path.resolve("out");
  }

  /** Outlives attempts. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** A file for each argument, for programs that read files rather than words. */
  public Path arguments() {
    return path.resolve("args");
  }

  /** All that it is told, as JSON. */
  public Path context() {
    return path.resolve("context.json");
  }

  /** Lines of JSON that it appends. */
  public Path messages() {
    return path.resolve("messages.jsonl");
  }

  /** There once it should end. */
  public Path stop() {
    return path.resolve("stop");
  }

  /** What it prints, as it comes. */
  public Path raw() {
    return path.resolve("output.raw");
  }

  /** What is kept of what it prints. */
  public Path log() {
    return path.resolve("driver.log");
  }

  Path launch() {
    return path.resolve("launch.sh");
  }

  Path process() {
    return path.resolve("process.json");
  }

  Path exit() {
    return path.resolve("exit");
  }

  Path ended() {
    return path.resolve("ended");
  }

  /** Folders for a new attempt; only checkpoints are left of the one before. */
  public void prepare() throws IOException {
    Files.createDirectories(path);
    for (Path leftover :
        List.of(
            inputs(),
            work(),
            temporary(),
            unfinished(),
            outputs(),
            arguments(),
            context(),
            messages(),
            stop(),
            raw(),
            log(),
            launch(),
            process(),
            exit(),
            path.resolve("exit.partial"),
            ended())) {
      // Whatever the program made of it.
      delete(leftover);
    }
    for (String leftover :
        List.of(
            "driver.log.head",
            "driver.log.older",
            "output.json",
            "messages.json",
            "tensorboard.json")) {
      delete(path.resolve(leftover));
    }
    for (Path folder : List.of(inputs(), work(), unfinished(), checkpoints(), arguments())) {
      Files.createDirectories(folder);
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(messages());
  }

  /** Adds a line of ours to what the program prints, unless the disk is full of it. */
  public void tell(String line) {
    try {
      Files.writeString(raw(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException full) {
      // Whoever has something to tell has more to do than that, such as to end the program.
    }
  }

  /** Deletes a file or a folder with all that is in it; links are not followed. */
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
