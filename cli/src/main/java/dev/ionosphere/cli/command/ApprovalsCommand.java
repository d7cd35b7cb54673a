package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Style;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what waits for people, or shows one with what is known about it. */
@Command(
    name = "approvals",
    description = "Lists models and changes of documents that wait for a decision; shows one.")
public final class ApprovalsCommand implements Callable<ExitCode> {
  private final Session session;

  public ApprovalsCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "APPROVAL",
      description = "Its id, such as turbofan.review.1. Those in a state if absent.")
  private String id = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Approvals in this state: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private State state = State.pending;

  /** Which approvals are shown. */
  enum State {
    pending,
    approved,
    rejected,
    expired,
    voided,
    forced,
    all
  }

  @Override
  public ExitCode call() {
    if (!id.isEmpty()) {
      return one();
    }
    String query = state == State.all ? "" : "?state=" + state;
    JsonNode answer =
        hubOptions.client(session, "viewer").all(HubOptions.api("/approvals" + query));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("APPROVAL", "id")
          .field("STATE", "state")
          .add("CANDIDATE", item -> AnswerTable.digest(item.path("candidate")))
          .add("CURRENT", item -> AnswerTable.digest(item.path("currentDigest")))
          .field("REQUESTER", "requester")
          .field("ROLE", "approverRole")
          .field("REQUIRED", "required")
          .add("OPENED", item -> AnswerTable.ago(item.path("openedAt"), session.clock()))
          .add("EXPIRES", item -> AnswerTable.ago(item.path("expiresAt"), session.clock()))
          .print(session, answer);
      AnswerTable.items(answer).forEach(this::explain);
    }
    return ExitCode.OK;
  }

  private ExitCode one() {
    JsonNode answer =
        hubOptions
            .client(session, "viewer")
            .get(HubOptions.api("/approvals/" + HubClient.encode(id)));
    if (!hubOptions.printed(session, answer)) {
      new FieldView(session).print(answer);
    }
    return ExitCode.OK;
  }

  /** What no column has room for: what a change weakens, and when it goes through unasked. */
  private void explain(JsonNode item) {
    if (!item.path("state").asText().equals("pending")
        || item.path("documentGeneration").isMissingNode()
        || item.path("documentGeneration").isNull()) {
      return;
    }
    say(
        "%s is document generation %s; it weakens %s"
            .formatted(
                item.path("id").asText(),
                item.path("documentGeneration").asText(),
                item.path("reason").asText("policy")));
    if (item.path("breakGlassBy").isTextual()) {
      say(
          "%s broke the glass: it goes through at %s unless an approver rejects it"
              .formatted(
                  item.path("breakGlassBy").asText().replaceFirst("^person:", ""),
                  AnswerTable.time(item.path("breakGlassAt"))));
    }
  }

  private void say(String line) {
    session.terminal().line(Style.withoutControls(line));
  }
}
