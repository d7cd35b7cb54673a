package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hub's local users. */
@Command(name = "people", description = "Lists the users of the hub; adds or removes one.")
public final class PeopleCommand implements Callable<ExitCode> {
  private static final String PEOPLE = "/people";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private PeopleCommand(Session session) {
    this.session = session;
  }

  /** {@code ion people} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new PeopleCommand(session))
        .addSubcommand(new Add(session))
        .addSubcommand(new Remove(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer = hubOptions.client(session).get(HubOptions.api(PEOPLE));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("NAME", "name")
          .field("ROLES", "roles")
          .add("CREATED", person -> AnswerTable.ago(person.path("createdAt"), session.clock()))
          .print(session, answer);
    }
    return ExitCode.OK;
  }

  @Command(name = "add", description = "Adds a user and prints the token, which is shown once.")
  private static final class Add implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(
        paramLabel = "NAME",
        description = "Name of the user, as the timeline will show it.")
    private String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "Role: viewer, data-scientist, operator, approver or admin. Repeatable.")
    private List<String> roles = new ArrayList<>();

    Add(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("name", name);
      ArrayNode wanted = request.putArray("roles");
      roles.forEach(wanted::add);
      JsonNode answer = hubOptions.client(session).post(HubOptions.api(PEOPLE), request);
      if (!hubOptions.printed(session, answer)) {
        session
            .terminal()
            .error(
                "The token of "
                    + Style.withoutControls(name)
                    + " follows. It is shown only now; `ion login` keeps it.");
        session.terminal().line(answer.path("token").asText());
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "remove", description = "Removes a user. Token and sessions end at once.")
  private static final class Remove implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the user.")
    private String name = "";

    Remove(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      hubOptions.client(session).delete(HubOptions.api(PEOPLE + "/" + HubClient.encode(name)));
      session.terminal().line(name + ": removed");
      return ExitCode.OK;
    }
  }
}
