package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people should look at. */
@Command(
    name = "alerts",
    description = "Lists alerts, newest first; acknowledges or closes one.",
    footer = {
      "",
      "An acknowledged alert stays in the list of --state acknowledged until its cause is gone or"
          + " somebody closes it."
    })
public final class AlertsCommand implements Callable<ExitCode> {
  private static final String ALERTS = "/alerts";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Alerts in this state: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private State state = State.open;

  /** Which alerts are shown. */
  enum State {
    open,
    acknowledged,
    closed
  }

  private AlertsCommand(Session session) {
    this.session = session;
  }

  /** {@code ion alerts} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new AlertsCommand(session))
        .addSubcommand(new Acknowledge(session))
        .addSubcommand(new Close(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer =
        hubOptions.client(session, "viewer").all(HubOptions.api(ALERTS + "?state=" + state));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("ALERT", "id")
          .field("SEVERITY", "severity")
          .field("KIND", "kind")
          .field("ION", "ion")
          .field("NODE", "node")
          .field("DEVICE", "device")
          .add("OPENED", alert -> AnswerTable.ago(alert.path("openedAt"), session.clock()))
          .field("MESSAGE", "message")
          .print(session, answer);
    }
    return ExitCode.OK;
  }

  /** Something to do with one alert. */
  private abstract static class Action implements Callable<ExitCode> {
    private final Session session;
    private final String action;
    private final String done;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "ALERT", description = "Its id, as `ion alerts` shows it.")
    private String id = "";

    Action(Session session, String action, String done) {
      this.session = session;
      this.action = action;
      this.done = done;
    }

    @Override
    public final ExitCode call() {
      String path = HubOptions.api(ALERTS + "/" + HubClient.encode(id) + "/" + action);
      JsonNode answer = hubOptions.client(session, "operator").post(path);
      if (!hubOptions.printed(session, answer)) {
        session.terminal().line("Alert " + id + " is " + done + ".");
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "acknowledge",
      description = "Says that somebody looks after an alert; it is announced no more.")
  private static final class Acknowledge extends Action {
    Acknowledge(Session session) {
      super(session, "acknowledge", "acknowledged");
    }
  }

  @Command(name = "close", description = "Closes an alert; the same cause opens a new one.")
  private static final class Close extends Action {
    Close(Session session) {
      super(session, "close", "closed");
    }
  }
}
