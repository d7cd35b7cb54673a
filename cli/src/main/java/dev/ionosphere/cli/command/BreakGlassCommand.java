package dev.ionosphere.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The way out where nobody can approve a change of a document. */
@Command(
    name = "break-glass",
    synopsisSubcommandLabel = "COMMAND",
    description = "Lets a change go through that nobody is left to approve, with an offline key.",
    footer = {
      "",
      "keygen once; then request here, sign where the key is, open here. An approver may still"
          + " reject it until its delay is over."
    })
public final class BreakGlassCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BreakGlassCommand() {}

  /** {@code ion break-glass} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new BreakGlassCommand())
        .addSubcommand(new KeygenCommand(session, "ION_BREAK_GLASS_KEY_FILE of the hub"))
        .addSubcommand(new Request(session))
        .addSubcommand(new Sign(session))
        .addSubcommand(new Open(session));
  }

  private static String approval(String id) {
    return HubOptions.api("/approvals/" + HubClient.encode(id));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, "'" + file + "' cannot be read");
    }
  }

  @Command(name = "request", description = "Prints what has to be signed for a change that waits.")
  private static final class Request implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "APPROVAL", description = "Its id, as `ion approvals` shows it.")
    private String id = "";

    Request(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      HubClient hub = hubOptions.client(session, "viewer");
      JsonNode waiting = hub.get(approval(id));
      String ion = waiting.path("ion").asText();
      JsonNode live = hub.get(HubOptions.api("/ions/" + HubClient.encode(ion))).path("live");
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      request.put("approval", id);
      request.put("inForce", live.path("documentDigest").asText());
      request.put("proposed", waiting.path("candidate").asText());
      request.put("generation", waiting.path("documentGeneration").asLong());
      request.put("weakens", waiting.path("reason").asText());
      session.terminal().line(request.toString());
      return ExitCode.OK;
    }
  }

  @Command(name = "sign", description = "Signs a request with the offline key; needs no hub.")
  private static final class Sign implements Callable<ExitCode> {
    private static final List<String> SIGNED =
        List.of("approval", "inForce", "proposed", "generation");
    private final Session session;

    @Parameters(paramLabel = "REQUEST", description = "File with what `request` printed.")
    private Path request = Path.of("");

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description = "The private half.")
    private Path key = Path.of("");

    @Option(
        names = "--person",
        required = true,
        paramLabel = "USER",
        description = "User who will hand it in, an admin.")
    private String person = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Reason. The timeline keeps it.")
    private String reason = "";

    Sign(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode statement = JsonNodeFactory.instance.objectNode();
      JsonNode asked = asked();
      for (String field : SIGNED) {
        if (!asked.hasNonNull(field)) {
          throw new CommandFailedException(
              ExitCode.USAGE, "'%s' has no %s".formatted(request, field));
        }
        statement.set(field, asked.get(field));
      }
      statement.put("person", person).put("reason", reason);
      session.terminal().line(OfflineKey.sign(key, statement.toString()));
      return ExitCode.OK;
    }

    private JsonNode asked() {
      try {
        return JSON.readTree(read(request));
      } catch (JsonProcessingException e) {
        throw new CommandFailedException(ExitCode.USAGE, "'" + request + "' is no JSON");
      }
    }
  }

  @Command(name = "open", description = "Hands a signed statement in; the delay begins.")
  private static final class Open implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(
        index = "0",
        paramLabel = "APPROVAL",
        description = "Its id, as `ion approvals` shows it.")
    private String id = "";

    @Parameters(
        index = "1",
        paramLabel = "STATEMENT",
        description = "File with what `sign` printed.")
    private Path statement = Path.of("");

    Open(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("statement", read(statement));
      JsonNode receipt = hubOptions.client(session).post(approval(id) + "/break-glass", body);
      if (!hubOptions.printed(session, receipt)) {
        session.terminal().line(receipt.path("message").asText());
      }
      return ExitCode.OK;
    }
  }
}
