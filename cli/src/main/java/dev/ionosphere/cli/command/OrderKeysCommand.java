package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The keys that the hub signs orders to devices with. */
@Command(
    name = "orders",
    description = "Lists the keys that orders to devices are signed with, never their secrets.")
final class OrderKeysCommand implements Callable<ExitCode> {
  private static final String KEYS = "/keys/orders";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private OrderKeysCommand(Session session) {
    this.session = session;
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new OrderKeysCommand(session)).addSubcommand(new Rotate(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer = hubOptions.client(session).get(HubOptions.api(KEYS));
    if (!hubOptions.printed(session, answer)) {
      print(session, answer);
    }
    return ExitCode.OK;
  }

  static void print(Session session, JsonNode root) {
    session
        .terminal()
        .line(
            "Root %d of hub %s, epoch %d, good until %s"
                .formatted(
                    root.path("version").asLong(),
                    root.path("hub").asText(),
                    root.path("stateEpoch").asLong(),
                    AnswerTable.time(root.path("expires"))));
    session
        .terminal()
        .line(
            "Made by %s at %s: %s"
                .formatted(
                    AnswerTable.text(root.path("madeBy")),
                    AnswerTable.time(root.path("madeAt")),
                    AnswerTable.text(root.path("reason"))));
    new AnswerTable()
        .field("ROLE", "role")
        .field("KEYS", "keys")
        .field("MUST SIGN", "threshold")
        .add("HERE", role -> role.path("here").asBoolean() ? "yes" : "no")
        .print(session, root.path("roles"));
  }

  @Command(
      name = "rotate",
      description =
          "Gives a role a new key. Devices learn of it with their next order; what they run goes"
              + " on.")
  private static final class Rotate implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(
        paramLabel = "ROLE",
        description =
            "Role: root, release or director. A new director ends every assignment by the one before.")
    private String role = "";

    Rotate(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      JsonNode root =
          hubOptions
              .client(session)
              .post(HubOptions.api(KEYS + "/rotate?role=" + HubClient.encode(role)));
      if (!hubOptions.printed(session, root)) {
        print(session, root);
      }
      return ExitCode.OK;
    }
  }
}
