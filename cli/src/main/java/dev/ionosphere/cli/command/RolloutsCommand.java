package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Rollouts: how releases travel to devices. */
@Command(name = "rollouts", description = "Lists rollouts; shows, pauses, resumes or aborts one.")
public final class RolloutsCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLLOUT",
      description = "Its id, such as rollout:turbofan:detect:1. All rollouts if absent.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "What to do with it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Action action = Action.show;

  /** What to do with a rollout. */
  enum Action {
    show,
    pause,
    resume,
    abort
  }

  public RolloutsCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    String path = HubOptions.api("/rollouts" + (id.isEmpty() ? "" : "/" + HubClient.encode(id)));
    HubClient hub = hubOptions.client(session, action == Action.show ? "viewer" : "admin");
    JsonNode answer = action == Action.show ? hub.all(path) : hub.post(path + "/" + action);
    if (hubOptions.printed(session, answer)) {
      return ExitCode.OK;
    }
    if (id.isEmpty()) {
      new AnswerTable()
          .field("ROLLOUT", "id")
          .field("STATE", "state")
          .field("GENERATION", "generation")
          .add("MODEL", item -> AnswerTable.digest(item.path("digest")))
          .add("WAVES", item -> waves(item.path("waves")))
          .field("DEVICES", "devices")
          .field("ACTIVE", "active")
          .field("FAILED", "failed")
          .field("SILENT", "silent")
          .add("STARTED", item -> AnswerTable.ago(item.path("startedAt"), session.clock()))
          .print(session, answer);
    } else {
      new FieldView(session).print(answer);
    }
    return ExitCode.OK;
  }

  /** How many there are, and the devices in each if there are several. */
  private static String waves(JsonNode sizes) {
    return sizes.size() > 1
        ? "%d (%s)".formatted(sizes.size(), AnswerTable.text(sizes))
        : Integer.toString(sizes.size());
  }
}
