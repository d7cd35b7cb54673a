package dev.ionosphere.cli.command;

import dev.ionosphere.cli.process.Await;
import dev.ionosphere.cli.terminal.Style;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the log of a local process. */
@Command(name = "logs", description = "Shows the log of a local process of `ion up`.")
public final class LogsCommand implements Callable<ExitCode> {
  private final Session session;

  public LogsCommand(Session session) {
    this.session = session;
  }

  @Parameters(
      paramLabel = "PROCESS",
      description = "Process: hub, worker-cloud, temporal or edge:<device>.")
  private String process = "";

  @Option(
      names = "-f",
      description = "Follow: show more as it is written, until stopped with Ctrl-C.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      description = "How many of the last lines. Default: ${DEFAULT-VALUE}.")
  private int lines = 40;

  @Override
  public ExitCode call() throws IOException {
    if (lines < 0) {
      throw new CommandFailedException(
          ExitCode.USAGE, "-n is %d; allowed: 0 or more".formatted(lines));
    }
    Path file = session.layout().log(process.replace(':', '-')).normalize();
    if (!file.startsWith(session.layout().data()) || !Files.isReadable(file)) {
      throw new CommandFailedException(
          ExitCode.NOT_FOUND, "no log of '%s'; %s".formatted(process, others()));
    }
    List<String> all = Files.readAllLines(file);
    all.subList(Math.max(0, all.size() - lines), all.size())
        .forEach(line -> session.terminal().line(Style.withoutControls(line)));
    if (follow) {
      follow(file);
    }
    return ExitCode.OK;
  }

  private String others() {
    Set<String> known = session.local().table().processes().keySet();
    return known.isEmpty()
        ? "there are none yet, `ion up` starts what writes them"
        : "there are logs of " + String.join(", ", known);
  }

  private void follow(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(bytes.length());
      while (!Thread.currentThread().isInterrupted()) {
        if (bytes.length() < bytes.getFilePointer()) {
          bytes.seek(0); // somebody emptied it
        }
        byte[] more = new byte[(int) Math.min(1 << 16, bytes.length() - bytes.getFilePointer())];
        bytes.readFully(more);
        session.terminal().raw(Style.withoutControls(new String(more, StandardCharsets.UTF_8)));
        Await.pause(Duration.ofMillis(300));
      }
    }
  }
}
