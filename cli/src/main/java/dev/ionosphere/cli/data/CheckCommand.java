package dev.ionosphere.cli.data;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.DocumentFiles;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.terminal.OutputFormat;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.data.check.FormatGuess;
import dev.ionosphere.data.check.TableCheck;
import dev.ionosphere.data.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ion data check}. */
@Command(
    name = "check",
    description =
        "Shows how training and devices would read a file: its format, columns, first rows, and"
            + " rows that they would refuse, and why.",
    footer = {
      "",
      "Reads CSV and JSON lines, of files that gzip has compressed as well. A format"
          + " that is guessed belongs into the document as it is shown."
    })
final class CheckCommand implements Callable<ExitCode> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path named = Path.of("");

  @Option(
      names = {"-f", "--file"},
      paramLabel = "DOCUMENT",
      description = "Read it as this document states, and not by a guess; more are overlays on it.")
  private List<Path> documents = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat output = OutputFormat.table;

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    Path file = regular(session.workingDirectory().resolve(named));
    CheckedFile checked = check(file);
    if (output == OutputFormat.table) {
      new CheckText(session.terminal(), checked).print();
    } else {
      output.print(CheckJson.of(checked), session.terminal());
    }
    if (checked.table().rows() == 0) {
      throw failed(ExitCode.FAILED, "no row of %s can be read".formatted(named));
    }
    return ExitCode.OK;
  }

  private Path regular(Path file) {
    if (!Files.exists(file)) {
      throw failed(ExitCode.USAGE, "There is no file %s.".formatted(named));
    }
    if (Files.isDirectory(file)) {
      throw failed(ExitCode.USAGE, "%s is a directory. Name one of its files.".formatted(named));
    }
    if (!Files.isRegularFile(file)) {
      throw failed(ExitCode.USAGE, "%s is no file that can be read twice.".formatted(named));
    }
    return file;
  }

  private CheckedFile check(Path file) {
    try {
      if (documents.isEmpty()) {
        FormatGuess guess = FormatGuess.of(file);
        return checked(file, guess.format(), Optional.of(guess));
      }
      Format stated = new DocumentFiles(documents).valid(session).ion().format();
      return checked(file, stated, Optional.empty());
    } catch (IOException e) {
      throw failed(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private CheckedFile checked(Path file, Format format, Optional<FormatGuess> guess)
      throws IOException {
    return new CheckedFile(named.toString(), format, guess, TableCheck.of(file, format));
  }

  /** Names of files and columns are others' words. */
  private static CommandFailedException failed(ExitCode code, String message) {
    return new CommandFailedException(code, Style.withoutControls(message));
  }
}
