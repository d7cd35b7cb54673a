package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.spec.component.ComponentReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ion component init}. */
@Command(
    name = "init",
    description = "Begins a component: a folder with component.yaml and a program that runs.")
final class InitCommand implements Callable<ExitCode> {
  private final Session session;

  @Parameters(paramLabel = "FOLDER", description = "The folder; its name is the component's.")
  private Path folder = Path.of("");

  @Option(
      names = "--template",
      description = "What it begins with: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Template template = Template.python;

  InitCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    Path place = session.workingDirectory().resolve(folder).normalize();
    String name = String.valueOf(place.getFileName());
    if (!ComponentReference.isName(name)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "'%s' is no name of a component, allowed is %s"
              .formatted(Style.withoutControls(name), ComponentReference.NAME_ALLOWED));
    }
    try {
      if (!isEmpty(place)) {
        throw new CommandFailedException(
            ExitCode.FAILED, "%s is not empty; nothing was written.".formatted(folder));
      }
      template.write(place, name);
    } catch (IOException failed) {
      throw new CommandFailedException(
          ExitCode.FAILED, "%s cannot be written: %s".formatted(folder, failed.getMessage()));
    }
    session.terminal().line("Wrote %s. Try it here:".formatted(folder));
    session.terminal().line("  ion component test %s --input train=FILE".formatted(folder));
    return ExitCode.OK;
  }

  private static boolean isEmpty(Path place) throws IOException {
    if (!Files.exists(place)) {
      return true;
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.findAny().isEmpty();
    }
  }
}
