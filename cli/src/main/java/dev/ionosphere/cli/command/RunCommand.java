package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.OutputFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts a training node now. */
@Command(
    name = "run",
    description =
        "Starts a training node of a launched ION now, or has a notify node send a test notice.")
public final class RunCommand implements Callable<ExitCode> {
  private final Session session;

  public RunCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(index = "0", paramLabel = "ION", description = "Name of the ION.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "NODE",
      description = "Name of the training or notify node.")
  private String node = "";

  /** States of a node in which its run goes on. */
  private static final Set<String> UNDER_WAY = Set.of("running", "waiting-for-outside");

  @Mixin private WaitOptions waiting = new WaitOptions();

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session);
    String ion = HubOptions.api("/ions/" + HubClient.encode(name));
    long laps = hub.get(ion).at("/live/nodes/" + node + "/laps").asLong();
    JsonNode answer = hub.post(ion + "/nodes/" + HubClient.encode(node) + "/run");
    if (!hubOptions.printed(session, answer)) {
      session.terminal().line(answer.path("message").asText(name + "/" + node + ": asked to run"));
    }
    TerminalProgress progress = new TerminalProgress(session.terminal());
    ExitCode code =
        waiting.until(
            () -> {
              JsonNode now = hub.get(ion).at("/live/nodes/" + node);
              if (hubOptions.output() == OutputFormat.table) {
                progress.working(name + "/" + node, now.path("state").asText("is asked"));
              }
              boolean trained = now.path("laps").asLong() > laps;
              boolean over =
                  !now.isMissingNode() && !UNDER_WAY.contains(now.path("state").asText());
              if (over && !trained) {
                throw new CommandFailedException(ExitCode.FAILED, failure(hub));
              }
              return trained;
            },
            "the run of " + name + "/" + node);
    if (waiting.waited() && hubOptions.output() == OutputFormat.table) {
      JsonNode run = newest(hub);
      if (run.path("digest").isTextual()) {
        session
            .terminal()
            .line(
                "%s made model %s. Who has to allow it: ion approvals"
                    .formatted(
                        AnswerTable.text(run.path("id")), AnswerTable.digest(run.path("digest"))));
      }
    }
    return code;
  }

  private JsonNode newest(HubClient hub) {
    return hub.get(
            HubOptions.api(
                "/runs?ion=%s&node=%s&limit=1"
                    .formatted(HubClient.encode(name), HubClient.encode(node))))
        .path("items")
        .path(0);
  }

  /** What the newest run of the node says about its end. */
  private String failure(HubClient hub) {
    JsonNode run = newest(hub);
    String error = run.path("error").asText("");
    return "%s made no model: run %s %s%s. See `ion runs %s` and `ion timeline %s`."
        .formatted(
            name + "/" + node,
            AnswerTable.text(run.path("id")),
            run.path("state").asText("ended"),
            error.isEmpty() ? "" : ": " + error.replaceAll("\\.$", ""),
            AnswerTable.text(run.path("id")),
            name);
  }
}
