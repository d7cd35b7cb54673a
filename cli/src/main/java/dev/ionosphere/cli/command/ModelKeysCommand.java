package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The keys that the hub signs models with. */
@Command(
    name = "models",
    description = "Lists the keys that models are signed with, never their secrets.")
final class ModelKeysCommand implements Callable<ExitCode> {
  private static final String KEYS = "/keys/models";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private ModelKeysCommand(Session session) {
    this.session = session;
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new ModelKeysCommand(session))
        .addSubcommand(new Rotate(session))
        .addSubcommand(new Revoke(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer = hubOptions.client(session).get(HubOptions.api(KEYS));
    if (!hubOptions.printed(session, answer)) {
      print(session, answer);
    }
    return ExitCode.OK;
  }

  private static void print(Session session, JsonNode keys) {
    new AnswerTable()
        .field("KEY", "id")
        .field("STATE", "state")
        .field("SINCE ROOT", "root")
        .add("MADE", key -> AnswerTable.ago(key.path("madeAt"), session.clock()))
        .field("BY", "madeBy")
        .field("WHY", "reason")
        .add("REVOKED", key -> AnswerTable.ago(key.path("revokedAt"), session.clock()))
        .print(session, keys);
  }

  @Command(
      name = "rotate",
      description = {
        "Gives models a new key, and signs every registered model again with it.",
        "Devices learn of it with their next order; what they run goes on."
      })
  private static final class Rotate implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Option(
        names = "--revoke",
        description =
            "Devices believe the keys before no more: if somebody else may have one. Without it they"
                + " do until `ion keys models revoke`.")
    private boolean revoke;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why. The list of keys keeps it.")
    private String reason = "";

    Rotate(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      JsonNode keys =
          hubOptions
              .client(session)
              .post(
                  HubOptions.api(KEYS + "/rotate"),
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("reason", reason)
                      .put("revoke", revoke));
      if (!hubOptions.printed(session, keys)) {
        print(session, keys);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "revoke",
      description =
          "Ends a key that signs no more: devices believe it no more once they have an order.")
  private static final class Revoke implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "KEY", description = "Its id, as `ion keys models` shows it.")
    private String key = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why. The list of keys keeps it.")
    private String reason = "";

    Revoke(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      JsonNode keys =
          hubOptions
              .client(session)
              .post(
                  HubOptions.api(KEYS + "/" + HubClient.encode(key) + "/revoke"),
                  JsonNodeFactory.instance.objectNode().put("reason", reason));
      if (!hubOptions.printed(session, keys)) {
        print(session, keys);
      }
      return ExitCode.OK;
    }
  }
}
