package dev.ionosphere.cli.command;

import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.reader.BuiltInComponents;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A document in files.
 *
 * @param files the pattern, then its overlays; {@code -} is standard input
 */
public record DocumentFiles(List<Path> files) {
  private static final long LARGEST = 4L << 20;

  public DocumentFiles {
    files = List.copyOf(files);
  }

  /** The document, or the end of the command with all findings printed. */
  public ReadResult.Valid valid(Session session) {
    return valid(session, sources(session));
  }

  ReadResult.Valid valid(Session session, List<byte[]> sources) {
    return switch (IonReader.readBytes(sources, BuiltInComponents::offline)) {
      case ReadResult.Valid valid -> {
        valid.warnings().forEach(warning -> print(session.terminal(), warning));
        yield valid;
      }
      case ReadResult.Invalid invalid -> {
        invalid.findings().forEach(finding -> print(session.terminal(), finding));
        int count = invalid.findings().size();
        throw new CommandFailedException(
            ExitCode.INVALID_DOCUMENT, count == 1 ? "1 finding" : count + " findings");
      }
    };
  }

  ReadResult read(Session session) {
    return IonReader.readBytes(sources(session), BuiltInComponents::offline);
  }

  /** As they were written, so that what the hub finds has its place in them. */
  List<byte[]> sources(Session session) {
    List<byte[]> sources = new ArrayList<>();
    for (Path file : files) {
      try {
        sources.add(bytes(session.workingDirectory().resolve(file), file));
      } catch (NoSuchFileException e) {
        throw new CommandFailedException(ExitCode.USAGE, "There is no file %s.".formatted(file));
      } catch (IOException e) {
        throw new CommandFailedException(
            ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
      }
    }
    return sources;
  }

  private static byte[] bytes(Path file, Path named) throws IOException {
    if (named.toString().equals("-")) {
      return System.in.readNBytes((int) LARGEST);
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("it has %d bytes, allowed are %d".formatted(Files.size(file), LARGEST));
    }
    return Files.readAllBytes(file);
  }

  /** {@code file:line:column: path: message}, as compilers write it, so that editors jump there. */
  void print(Terminal terminal, Finding finding) {
    boolean error = finding.severity() == Finding.Severity.ERROR;
    String file = finding.file() < files.size() ? files.get(finding.file()).toString() : "document";
    String place =
        finding.line() == 0 ? file : file + ":" + finding.line() + ":" + finding.column();
    String path = finding.path().isEmpty() ? "" : finding.path() + ": ";
    terminal.error(
        terminal.bold(place)
            + ": "
            + (error ? terminal.bad("error: ") : terminal.warn("warning: "))
            + Style.withoutControls(path + finding.message()));
  }
}
