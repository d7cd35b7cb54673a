package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is told of alerts and approvals, and what became of each notice. */
@Command(
    name = "notices",
    description = "Lists the notices that were sent; says who is told what, and what is muted.",
    footer = {
      "",
      "A route tells of alerts and approvals by webhook or mail. A storm of alerts is one notice."
    })
public final class NoticesCommand implements Callable<ExitCode> {
  static final String NOTICES = "/notices";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private NoticesCommand(Session session) {
    this.session = session;
  }

  /** {@code ion notices} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new NoticesCommand(session))
        .addSubcommand(new Listing(session))
        .addSubcommand(NoticeRoutesCommand.commandLine(session))
        .addSubcommand(NoticeMutesCommand.commandLine(session))
        .addSubcommand(new Test(session));
  }

  @Override
  public ExitCode call() {
    return list(session, hubOptions, "", 50);
  }

  private static ExitCode list(Session session, HubOptions hubOptions, String route, int limit) {
    String path =
        NOTICES + "/deliveries?limit=" + limit + (route.isEmpty() ? "" : "&route=" + route);
    JsonNode answer = hubOptions.client(session, "viewer").get(HubOptions.api(path));
    if (!hubOptions.printed(session, answer)) {
      table(session).print(session, answer);
    }
    return ExitCode.OK;
  }

  private static AnswerTable table(Session session) {
    return new AnswerTable()
        .field("ROUTE", "route")
        .field("STATE", "state")
        .add("MADE", notice -> AnswerTable.ago(notice.path("createdAt"), session.clock()))
        .field("TITLE", "title")
        .field("REASON", "reason");
  }

  @Command(name = "list", description = "Lists the notices that were sent, newest first.")
  private static final class Listing implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Option(names = "--route", paramLabel = "ROUTE", description = "Only those of this route.")
    private String route = "";

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    Listing(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      return list(session, hubOptions, HubClient.encode(route), limit);
    }
  }

  @Command(
      name = "test",
      description = "Sends a test notice by a route and says what became of it.",
      footer = {"", "Ends with 1 unless it was delivered."})
  private static final class Test implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "ROUTE", description = "Name of the route.")
    private String route = "";

    Test(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      String path = HubOptions.api(NOTICES + "/routes/" + HubClient.encode(route) + "/test");
      JsonNode answer = hubOptions.client(session, "operator").post(path);
      String state = answer.path("state").asText();
      if (!hubOptions.printed(session, answer)) {
        String reason = answer.path("reason").asText("");
        session
            .terminal()
            .line(
                "Test of route %s: %s%s"
                    .formatted(route, state, reason.isEmpty() ? "" : ", " + reason));
      }
      return state.equals("delivered") ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
