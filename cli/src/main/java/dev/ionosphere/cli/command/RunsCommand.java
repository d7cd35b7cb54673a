package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Training runs. */
@Command(name = "runs", description = "Lists training runs; shows or stops one.")
public final class RunsCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "Its id, such as turbofan.retrain.1. All runs if absent.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "What to do with it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Action action = Action.show;

  @Option(names = "--ion", paramLabel = "ION", description = "Only runs of this ION.")
  private String ion = "";

  /** What to do with a run. */
  enum Action {
    show,
    stop
  }

  public RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    if (action == Action.stop) {
      return stop();
    }
    String path = id.isEmpty() ? query() : "/" + HubClient.encode(id);
    JsonNode answer = hubOptions.client(session, "viewer").all(HubOptions.api("/runs" + path));
    if (hubOptions.printed(session, answer)) {
      return ExitCode.OK;
    }
    if (id.isEmpty()) {
      new AnswerTable()
          .field("RUN", "id")
          .field("STATE", "state")
          .field("WHY", "reason")
          .field("ASKED BY", "requester")
          .add("MODEL", run -> AnswerTable.digest(run.path("digest")))
          .add("STARTED", run -> AnswerTable.ago(run.path("startedAt"), session.clock()))
          .add("ENDED", run -> AnswerTable.ago(run.path("finishedAt"), session.clock()))
          .field("ERROR", "error")
          .print(session, answer);
    } else {
      new FieldView(session).print(answer);
    }
    return ExitCode.OK;
  }

  private ExitCode stop() {
    JsonNode answer =
        hubOptions.client(session).post(HubOptions.api("/runs/" + HubClient.encode(id) + "/stop"));
    if (!hubOptions.printed(session, answer)) {
      session.terminal().line(answer.path("message").asText());
    }
    return ExitCode.OK;
  }

  private String query() {
    return ion.isEmpty() ? "" : "?ion=" + HubClient.encode(ion);
  }
}
