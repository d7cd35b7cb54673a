package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Terminal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The ledger of an ION. */
@Command(
    name = "timeline",
    description = "Shows what happened to an ION; verifies or exports the record.")
public final class TimelineCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      index = "0",
      paramLabel = "[verify|export] ION",
      arity = "1..2",
      hideParamSyntax = true,
      description =
          "What to do, and the name of the ION. Shows the timeline if only the ION is given.")
  private String[] words = {};

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only entries from this ISO time on, such as 2026-01-31T00:00:00Z.")
  private Optional<Instant> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only entries before this ISO time.")
  private Optional<Instant> to = Optional.empty();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "File of an export. Where export writes to: <ion>-timeline.ndjson or .parquet if not"
              + " given. What verify checks instead of the hub's ledger: an export as lines, which"
              + " names its ION.")
  private String file = "";

  @Option(
      names = "--format",
      description = "Format of an export: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.json;

  /** What an export is written as. */
  enum Format {
    json,
    parquet
  }

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many of the newest entries. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  public TimelineCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() throws IOException {
    if (limit < 1) {
      throw new CommandFailedException(
          ExitCode.USAGE, "--limit is %d; allowed: 1 or more".formatted(limit));
    }
    if (words[0].equals("verify") && !file.isEmpty()) {
      return verifyFile(words.length == 2 ? Optional.of(words[1]) : Optional.empty());
    }
    if (words.length == 1 && (words[0].equals("verify") || words[0].equals("export"))) {
      throw new CommandFailedException(
          ExitCode.USAGE, "no ION was named; allowed: ion timeline %s ION".formatted(words[0]));
    }
    String action = words.length == 2 ? words[0] : "show";
    String ion = words[words.length - 1];
    String path = HubOptions.api("/ions/" + HubClient.encode(ion) + "/timeline");
    HubClient hub = hubOptions.client(session, "viewer");
    return switch (action) {
      case "show" -> show(hub.get(path + query("limit=" + limit)));
      case "verify" -> verify(ion, hub.get(path + "/verify"), "; the workflow could not be asked");
      case "export" -> export(ion, hub, path + "/export" + query("format=" + format));
      default ->
          throw new CommandFailedException(
              ExitCode.USAGE, "'" + action + "' is unknown; allowed: verify, export");
    };
  }

  private ExitCode verifyFile(Optional<String> ion) {
    Path export = session.workingDirectory().resolve(file);
    if (!Files.exists(export)) {
      throw new CommandFailedException(ExitCode.USAGE, "There is no file %s.".formatted(file));
    }
    if (!Files.isRegularFile(export)) {
      throw new CommandFailedException(
          ExitCode.USAGE, file + " is no file; allowed: an export as lines");
    }
    if (!Files.isReadable(export)) {
      throw new CommandFailedException(ExitCode.USAGE, file + " cannot be read");
    }
    String path =
        HubOptions.api("/timeline-exports/verify")
            + ion.map(name -> "?ion=" + HubClient.encode(name)).orElse("");
    try {
      JsonNode answer =
          hubOptions.client(session, "viewer").post(path, "application/x-ndjson", export);
      return verify(
          "%s, ION %s".formatted(file, AnswerTable.text(answer.path("ion"))),
          answer,
          "; the file alone was checked");
    } catch (FileNotFoundException e) {
      throw new CommandFailedException(ExitCode.USAGE, file + " cannot be read");
    }
  }

  private ExitCode show(JsonNode answer) {
    if (!hubOptions.printed(session, answer)) {
      ArrayNode oldestFirst = JsonNodeFactory.instance.arrayNode();
      AnswerTable.items(answer).reversed().forEach(oldestFirst::add);
      new AnswerTable()
          .field("SEQ", "seq")
          .add("TIME", entry -> AnswerTable.time(entry.path("time")))
          .field("KIND", "kind")
          .field("ACTOR", "actor")
          .add("SUBJECT", entry -> AnswerTable.digest(entry.path("subject")))
          .field("CAUSE", "cause")
          .field("WHAT", "sentence")
          .print(session, oldestFirst);
    }
    return ExitCode.OK;
  }

  /**
   * @param unwitnessed said of what no workflow was asked about
   */
  private ExitCode verify(String subject, JsonNode answer, String unwitnessed) {
    boolean intact = answer.path("intact").asBoolean();
    if (!hubOptions.printed(session, answer)) {
      Terminal terminal = session.terminal();
      terminal.line(
          intact
              ? "%s %s: ok, %s records, every hash fits%s"
                  .formatted(
                      terminal.good("✓"),
                      subject,
                      AnswerTable.text(answer.path("records")),
                      answer.path("witnessed").isNumber()
                          ? "; the workflow's history has the same up to record "
                              + answer.path("witnessed").asText()
                          : unwitnessed)
              : "%s %s: %s%s"
                  .formatted(
                      terminal.bad("✗"),
                      subject,
                      answer.path("badSequence").isNumber()
                          ? "record " + answer.path("badSequence").asText() + ": "
                          : "",
                      AnswerTable.text(answer.path("reason"))));
      answer
          .path("unexplained")
          .forEach(record ->
              terminal.line(
                  "  record %s, %s of %s: %s"
                      .formatted(
                          record.path("sequence").asText(),
                          record.path("kind").asText(),
                          record.path("subject").asText(),
                          record.path("reason").asText())));
      answer
          .path("lost")
          .forEach(loss ->
              terminal.line(
                  "  record %s tells that records up to %s were lost, known to %s; Temporal's history has them"
                      .formatted(
                          loss.path("sequence").asText(),
                          loss.path("upTo").asText(),
                          loss.path("workflow").asText())));
    }
    return intact ? ExitCode.OK : ExitCode.FAILED;
  }

  private ExitCode export(String ion, HubClient hub, String path) throws IOException {
    Path target =
        session
            .workingDirectory()
            .resolve(
                file.isEmpty()
                    ? ion + "-timeline." + (format == Format.parquet ? "parquet" : "ndjson")
                    : file);
    try (InputStream bytes = hub.stream(path, "*/*")) {
      Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    }
    session.terminal().line("wrote " + target);
    return ExitCode.OK;
  }

  private String query(String first) {
    return "?" + first + bound("from", from) + bound("to", to);
  }

  private static String bound(String name, Optional<Instant> time) {
    return time.map(value -> "&" + name + "=" + HubClient.encode(value.toString())).orElse("");
  }

  /** A time as the hub reads it. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no ISO time; allowed: such as 2026-01-31T00:00:00Z");
      }
    }
  }
}
