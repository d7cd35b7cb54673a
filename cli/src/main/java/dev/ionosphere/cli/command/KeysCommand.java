package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The keys that the hub signs tickets, orders and models with. */
@Command(
    name = "keys",
    description = {
      "Lists the keys that the hub signs tickets with, never their secrets.",
      "Those of orders, roots and models have lists and rotations of their own, below."
    })
public final class KeysCommand implements Callable<ExitCode> {
  private static final String KEYS = "/keys/tickets";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private KeysCommand(Session session) {
    this.session = session;
  }

  /** {@code ion keys} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new KeysCommand(session))
        .addSubcommand(new Rotate(session))
        .addSubcommand(OrderKeysCommand.commandLine(session))
        .addSubcommand(RootKeysCommand.commandLine(session))
        .addSubcommand(ModelKeysCommand.commandLine(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer = hubOptions.client(session).get(HubOptions.api(KEYS));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("KEY", "id")
          .field("STATE", "state")
          .add("MADE", key -> AnswerTable.ago(key.path("createdAt"), session.clock()))
          .field("BY", "createdBy")
          .add("RETIRES", key -> AnswerTable.ago(key.path("retiresAt"), session.clock()))
          .add("RETIRED", key -> AnswerTable.ago(key.path("retiredAt"), session.clock()))
          .field("WAITING FOR", "waitingFor")
          .print(session, answer);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "rotate",
      description =
          "Makes a new key, tells every running ION of it, and retires the key before it.")
  private static final class Rotate implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Option(
        names = "--overlap",
        paramLabel = "DURATION",
        converter = WaitOptions.DurationConverter.class,
        description =
            "How long tickets of the key before are still good, such as 16m; 0s if somebody else"
                + " may have it. Default: 16m.")
    private @Nullable Duration overlap;

    Rotate(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      String query = overlap == null ? "" : "?overlapSeconds=" + overlap.toSeconds();
      JsonNode key = hubOptions.client(session).post(HubOptions.api(KEYS + "/rotate" + query));
      if (!hubOptions.printed(session, key)) {
        int waiting = key.path("waitingFor").size();
        session
            .terminal()
            .line(
                "%s signs from now on; %s"
                    .formatted(
                        key.path("id").asText(),
                        waiting == 0
                            ? "no running ION has to be told"
                            : "%d running ION%s being told, see `ion keys`"
                                .formatted(waiting, waiting == 1 ? " is" : "s are")));
      }
      return ExitCode.OK;
    }
  }
}
