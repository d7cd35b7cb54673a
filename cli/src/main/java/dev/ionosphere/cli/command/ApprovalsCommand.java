package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what waits for people. */
@Command(name = "approvals", description = "Lists what waits for people.")
public final class ApprovalsCommand implements Callable<Integer> {
  private final Session session;

  public ApprovalsCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private State state = State.pending;

  /** Which approvals are shown. */
  enum State {
    pending,
    approved,
    rejected,
    expired,
    voided,
    all
  }

  @Override
  public Integer call() {
    String query = state == State.all ? "" : "?state=" + state;
    JsonNode answer = asking.client(session, "viewer").all(Asking.api("/approvals" + query));
    if (!asking.printed(session, answer)) {
      new Columns()
          .field("APPROVAL", "id")
          .field("STATE", "state")
          .add("CANDIDATE", item -> Columns.digest(item.path("candidate")))
          .add("CURRENT", item -> Columns.digest(item.path("currentDigest")))
          .field("REQUESTER", "requester")
          .field("ROLE", "approverRole")
          .field("REQUIRED", "required")
          .add("OPENED", item -> Columns.ago(item.path("openedAt"), session.clock()))
          .add("EXPIRES", item -> Columns.ago(item.path("expiresAt"), session.clock()))
          .print(session, answer);
    }
    return ExitCode.OK;
  }
}
