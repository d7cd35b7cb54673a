package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.component.ComponentException;
import dev.ionosphere.programs.component.ComponentFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.reader.ComponentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A component in a folder of this machine.
 *
 * @param digest what names its files
 */
record LocalComponent(ComponentFolder folder, Component component, Digest digest) {

  /**
   * Reads it; what is wrong with its manifest is printed as compilers print it.
   *
   * @throws CommandFailedException if it is none
   */
  static LocalComponent read(Session session, Path named) {
    Path path = session.workingDirectory().resolve(named).normalize();
    if (!Files.isDirectory(path)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "There is no folder %s.".formatted(Style.withoutControls(named.toString())));
    }
    ComponentFolder folder = new ComponentFolder(path);
    try {
      Component component =
          switch (ComponentReader.readBytes(folder.manifest())) {
            case ComponentReader.Result.Valid valid -> valid.component();
            case ComponentReader.Result.Invalid invalid -> {
              Path manifest = named.resolve(ComponentFolder.MANIFEST);
              invalid.findings().forEach(finding -> print(session.terminal(), manifest, finding));
              int count = invalid.findings().size();
              throw new CommandFailedException(
                  ExitCode.INVALID_DOCUMENT, count == 1 ? "1 finding" : count + " findings");
            }
          };
      return new LocalComponent(folder, component, folder.digest());
    } catch (ComponentException refused) {
      throw new CommandFailedException(
          ExitCode.INVALID_DOCUMENT, Style.withoutControls(String.valueOf(refused.getMessage())));
    } catch (IOException unreadable) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          Style.withoutControls("%s cannot be read: %s".formatted(named, unreadable)));
    }
  }

  private static void print(Terminal terminal, Path manifest, Finding finding) {
    String path = finding.path().isEmpty() ? "" : finding.path() + ": ";
    terminal.error(
        terminal.bold("%s:%d:%d".formatted(manifest, finding.line(), finding.column()))
            + ": "
            + terminal.bad("error: ")
            + Style.withoutControls(path + finding.message()));
  }
}
