package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Rollouts: how releases travel to devices. */
@Command(name = "rollouts", description = "Lists rollouts, or shows one; pauses, resumes, aborts.")
public final class RolloutsCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLLOUT",
      description = "its id, such as rollout:turbofan:detect:1; all if absent")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES}; shows it if absent")
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
    String path = HubOptions.api("/rollouts" + (id.isEmpty() ? "" : "/" + HubClient.part(id)));
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
          .field("WAVES", "waves")
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
}
