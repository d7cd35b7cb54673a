package dev.ionosphere.cli.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts processes that outlive this one: in a session of their own, so that neither Ctrl-C nor a
 * closed terminal reaches them, with their output in a file.
 */
public final class DetachedProcess {
  private static final long LOG_LIMIT = 20L << 20;

  private DetachedProcess() {}

  /**
   * Starts it.
   *
   * @param idFile the process appends its id to it before anything else
   */
  static ProcessHandle start(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log,
      Path idFile) {
    try {
      OwnFolder.make(directory);
      OwnFolder.makeFor(log);
      if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
        Files.move(
            log,
            log.resolveSibling(log.getFileName() + ".old"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      // all of them replace themselves by the command, so the process id is the command's own
      List<String> whole =
          new ArrayList<>(
              List.of("/bin/sh", "-c", "echo $$ >>\"$0\" && exec \"$@\"", idFile.toString()));
      onPath("setsid").or(() -> onPath("nohup")).ifPresent(whole::add);
      whole.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(whole)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(DetachedProcess::ours);
      builder.environment().putAll(environment);
      return builder.start().toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  /** The person's token and our own settings are nothing for children. */
  private static boolean ours(String variable) {
    return variable.startsWith("ION_") || variable.equals("JAVA_TOOL_OPTIONS");
  }

  /** The file a command's name stands for. */
  public static Optional<String> onPath(String command) {
    for (String directory :
        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(directory).resolve(command);
      if (!directory.isEmpty() && Files.isExecutable(file) && !Files.isDirectory(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }
}
