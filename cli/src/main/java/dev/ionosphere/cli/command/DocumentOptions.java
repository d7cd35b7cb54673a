package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.reader.ReadResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** ION documents named on the command line: a pattern and its overlays. */
final class DocumentOptions {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "The document; more files are overlays on it. - is standard input.")
  private List<Path> named = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The same, as an option; repeatable.")
  private List<Path> optional = new ArrayList<>();

  private List<Path> files() {
    if (named.isEmpty() == optional.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          named.isEmpty()
              ? "No FILE was given. Name the document, then its overlays."
              : "FILE was given with and without -f. Use one of the two, so that the order is clear.");
    }
    return named.isEmpty() ? optional : named;
  }

  /** The document, or the end of the command with all findings printed. */
  ReadResult.Valid valid(Session session) {
    return new DocumentFiles(files()).valid(session);
  }

  /**
   * A document that is valid as far as can be told here.
   *
   * @param body of a request: the files as they were written
   */
  record Checked(Ion ion, String body) {}

  /** The document for the hub, or the end of the command with all findings printed. */
  Checked checked(Session session) {
    DocumentFiles documents = new DocumentFiles(files());
    List<byte[]> sources = documents.sources(session);
    ReadResult.Valid valid = documents.valid(session, sources);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode texts = body.putArray("documents");
    sources.forEach(source -> texts.add(new String(source, StandardCharsets.UTF_8)));
    return new Checked(valid.ion(), body.toString());
  }

  ReadResult read(Session session) {
    return new DocumentFiles(files()).read(session);
  }

  void print(Terminal terminal, Finding finding) {
    new DocumentFiles(files()).print(terminal, finding);
  }
}
