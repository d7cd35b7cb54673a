package dev.ionosphere.cli.component;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.command.AnswerTable;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.HubOptions;
import dev.ionosphere.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ion component}. */
@Command(
    name = "component",
    description = {
      "Programs that training nodes run. Begin one with init, try it here with test, push it.",
      "Without a command: lists those that the hub has."
    })
public final class ComponentCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private ComponentCommand(Session session) {
    this.session = session;
  }

  /** {@code ion component} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new ComponentCommand(session))
        .addSubcommand(new InitCommand(session))
        .addSubcommand(new TestCommand(session))
        .addSubcommand(new PushCommand(session))
        .addSubcommand(new ListCommand(session))
        .addSubcommand(new ShowCommand(session))
        .addSubcommand(new DeleteCommand(session));
  }

  @Override
  public ExitCode call() {
    return list(session, hubOptions);
  }

  static ExitCode list(Session session, HubOptions hubOptions) {
    JsonNode answer = hubOptions.client(session, "viewer").all(HubOptions.api("/components"));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .add(
              "COMPONENT",
              component ->
                  component.path("name").asText() + "@" + component.path("version").asText())
          .field("ENGINE", "engine")
          .field("ABOUT", "about")
          .add(
              "PUSHED BY",
              component ->
                  component.path("builtIn").asBoolean()
                      ? "built in"
                      : component.path("pushedBy").asText())
          .add("WHEN", component -> AnswerTable.ago(component.path("pushedAt"), session.clock()))
          .print(session, answer);
    }
    return ExitCode.OK;
  }
}
