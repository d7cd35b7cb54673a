package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ion component test}. */
@Command(
    name = "test",
    description = {
      "Runs a component here, without a hub, as a worker would, and shows what it printed and wrote.",
      "Ends with 0 if it ended well and wrote what its manifest promises."
    })
final class TestCommand implements Callable<ExitCode> {
  private final Session session;

  @Parameters(paramLabel = "FOLDER", description = "Folder with component.yaml.")
  private Path named = Path.of("");

  @Option(
      names = "--arg",
      paramLabel = "NAME=VALUE",
      description = "An argument. Repeatable; lists with commas between.")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Option(
      names = "--input",
      paramLabel = "NAME=FILE",
      description = "Files of an input, with commas between. Repeatable.")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Where the run's files are kept. Default: nowhere.")
  private Optional<Path> keep = Optional.empty();

  TestCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() throws InterruptedException {
    LocalComponent local = LocalComponent.read(session, named);
    GivenValues given = GivenOptions.of(local.component(), arguments, inputs, session);
    try {
      if (keep.isPresent()) {
        Path place = session.workingDirectory().resolve(keep.get()).toAbsolutePath().normalize();
        return new TestRun(session, local, new RunFolder(place)).run(given);
      }
      Path place = Files.createTempDirectory("ion-component-test-").toRealPath();
      try {
        return new TestRun(session, local, new RunFolder(place)).run(given);
      } finally {
        RunFolder.delete(place);
      }
    } catch (IOException failed) {
      throw new CommandFailedException(
          ExitCode.FAILED, Style.withoutControls(String.valueOf(failed.getMessage())));
    }
  }
}
