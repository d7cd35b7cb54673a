package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What nobody is told for a while. */
@Command(name = "mutes", description = "Lists the mutes that hold; adds or ends one.")
final class NoticeMutesCommand implements Callable<ExitCode> {
  private static final String MUTES = NoticesCommand.NOTICES + "/mutes";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private NoticeMutesCommand(Session session) {
    this.session = session;
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new NoticeMutesCommand(session))
        .addSubcommand(new Add(session))
        .addSubcommand(new End(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer = hubOptions.client(session, "viewer").get(HubOptions.api(MUTES));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("MUTE", "id")
          .field("IONS", "ions")
          .field("TOPICS", "topics")
          .add("ENDS", mute -> AnswerTable.ago(mute.path("until"), session.clock()))
          .field("BY", "mutedBy")
          .field("REASON", "reason")
          .print(session, answer);
    }
    return ExitCode.OK;
  }

  @Command(name = "add", description = "Mutes notices for a while; what still holds then is told.")
  private static final class Add implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Option(
        names = "--ion",
        paramLabel = "PATTERN",
        description = "Names of IONs with * for any letters. Default: all.")
    private String ions = "*";

    @Option(
        names = "--topic",
        paramLabel = "TOPIC",
        description =
            "Topic: alert, alert:KIND, approval-waiting, approval-expiring or delivery-lost."
                + " Repeatable. Default: all.")
    private List<String> topics = new ArrayList<>();

    @Option(
        names = "--for",
        required = true,
        paramLabel = "TIME",
        description = "How long, such as 30m, 2h or 7d.")
    private String lasts = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    Add(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode request =
          JsonNodeFactory.instance
              .objectNode()
              .put("ions", ions)
              .put("lasts", lasts)
              .put("reason", reason);
      ArrayNode wanted = request.putArray("topics");
      topics.forEach(wanted::add);
      JsonNode answer = hubOptions.client(session, "operator").post(HubOptions.api(MUTES), request);
      if (!hubOptions.printed(session, answer)) {
        session
            .terminal()
            .line(
                "Mute %s holds until %s."
                    .formatted(answer.path("id").asText(), AnswerTable.time(answer.path("until"))));
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "end", description = "Ends a mute.")
  private static final class End implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "MUTE", description = "Its id, as `ion notices mutes` shows it.")
    private String id = "";

    End(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      hubOptions
          .client(session, "operator")
          .delete(HubOptions.api(MUTES + "/" + HubClient.encode(id)));
      session.terminal().line("Mute " + id + " has ended.");
      return ExitCode.OK;
    }
  }
}
