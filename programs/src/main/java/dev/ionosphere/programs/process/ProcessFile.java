package dev.ionosphere.programs.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Which process runs a job, so that another worker process finds it again. The start time keeps a
 * stranger with the same number from being taken for it.
 */
public record ProcessFile(long pid, long startedMillis) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The system derives start times from its boot time, which moves when the clock is set. */
  private static final long TOLERANCE_MILLIS = 3_000;

  /** Notes a process. */
  public static void write(Path file, ProcessHandle process) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.write(partial, JSON.writeValueAsBytes(new ProcessFile(process.pid(), started(process))));
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The process of the file, if it still lives. */
  public static Optional<ProcessHandle> find(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return read(file)
          .flatMap(known ->
              ProcessHandle.of(known.pid())
                  .filter(ProcessHandle::isAlive)
                  .filter(process ->
                      Math.abs(started(process) - known.startedMillis()) <= TOLERANCE_MILLIS));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * A process that was started with this last argument, and none of its children. Not for often: it
   * looks at every process there is.
   */
  public static Optional<ProcessHandle> search(Path argument) {
    return ProcessHandle.allProcesses()
        .filter(process -> has(process, argument))
        .filter(process -> process.parent().filter(parent -> has(parent, argument)).isEmpty())
        .findFirst();
  }

  private static boolean has(ProcessHandle process, Path argument) {
    return process
        .info()
        .commandLine()
        .filter(command -> command.endsWith(" " + argument))
        .isPresent();
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  /** Of the process that the file names, whether it lives or not. */
  static Optional<Long> pid(Path file) {
    try {
      return read(file).map(ProcessFile::pid);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** What is no number of a process of ours, such as that of the first process, is none. */
  private static Optional<ProcessFile> read(Path file) throws IOException {
    return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), ProcessFile.class))
        .filter(known -> known.pid() > 1);
  }
}
