package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What can be done to a whole ION. */
public abstract class LifecycleCommand implements Callable<ExitCode> {
  private final Session session;
  private final String action;
  private final String done;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "ION", description = "Name of the ION.")
  private String name = "";

  private LifecycleCommand(Session session, String action, String done) {
    this.session = session;
    this.action = action;
    this.done = done;
  }

  /**
   * {@code launch}, {@code pause}, {@code resume}, {@code stop}, {@code withdraw} and {@code
   * recover}.
   */
  public static List<LifecycleCommand> all(Session session) {
    return List.of(
        new Launch(session),
        new Pause(session),
        new Resume(session),
        new Stop(session),
        new Withdraw(session),
        new Recover(session));
  }

  @Override
  public final ExitCode call() {
    JsonNode answer =
        hubOptions
            .client(session)
            .post(HubOptions.api("/ions/" + HubClient.encode(name) + "/" + action));
    if (!hubOptions.printed(session, answer)) {
      String message = answer.path("message").asText();
      session.terminal().line(message.isEmpty() ? name + ": " + done : message);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "launch",
      description = "Starts an applied ION: schedules, devices and approvals begin.")
  private static final class Launch extends LifecycleCommand {
    Launch(Session session) {
      super(session, "launch", "launched");
    }
  }

  @Command(name = "pause", description = "Pauses an ION: nothing new starts until `ion resume`.")
  private static final class Pause extends LifecycleCommand {
    Pause(Session session) {
      super(session, "pause", "paused");
    }
  }

  @Command(name = "resume", description = "Resumes a paused ION.")
  private static final class Resume extends LifecycleCommand {
    Resume(Session session) {
      super(session, "resume", "resumed");
    }
  }

  @Command(
      name = "stop",
      description =
          "Ends the workflow of an ION. Devices keep their models; `ion launch` begins anew.")
  private static final class Stop extends LifecycleCommand {
    Stop(Session session) {
      super(session, "stop", "stopped");
    }
  }

  @Command(
      name = "withdraw",
      description = {
        "Ends the workflow of an ION and takes its models off the devices, at once.",
        "`ion launch` begins anew, with the models that the devices had."
      })
  private static final class Withdraw extends LifecycleCommand {
    Withdraw(Session session) {
      super(session, "withdraw", "withdrawn");
    }
  }

  @Command(
      name = "recover",
      description = {
        "Lets an ION go on whose workflow ended though nobody stopped it (status lost).",
        "A new workflow starts from its ledger. Approvals that waited are asked again."
      })
  private static final class Recover extends LifecycleCommand {
    Recover(Session session) {
      super(session, "recover", "recovered");
    }
  }
}
