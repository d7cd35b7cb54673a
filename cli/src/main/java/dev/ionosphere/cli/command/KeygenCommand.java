package dev.ionosphere.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a key that is kept offline. */
@Command(
    name = "keygen",
    description = "Makes a key: FILE, to be kept offline, and its public half FILE.pub.")
final class KeygenCommand implements Callable<ExitCode> {
  private final Session session;
  private final String use;

  @Parameters(paramLabel = "FILE", description = "File of the private half; it must not exist.")
  private Path file = Path.of("");

  /**
   * @param use what the public half is for
   */
  KeygenCommand(Session session, String use) {
    this.session = session;
    this.use = use;
  }

  @Override
  public ExitCode call() {
    Path open = OfflineKey.make(file);
    session
        .terminal()
        .line(
            "%s: keep it offline. %s: for %s; key %s"
                .formatted(file, open, use, OfflineKey.id(open)));
    return ExitCode.OK;
  }
}
