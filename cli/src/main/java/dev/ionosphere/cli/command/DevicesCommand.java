package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists devices, or shows one; lets one in again, or ends it. */
@Command(
    name = "devices",
    description = {
      "Lists devices with their model and status, or shows one; lets machines in, or ends one.",
      "A device that is called like a subcommand is shown by `ion devices -- NAME`."
    })
public final class DevicesCommand implements Callable<ExitCode> {
  private final Session session;

  private DevicesCommand(Session session) {
    this.session = session;
  }

  /** {@code ion devices} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new DevicesCommand(session))
        .addSubcommand(new Token(session))
        .addSubcommand(new Revoke(session))
        .addSubcommand(new DeviceConflicts.Listed(session))
        .addSubcommand(new DeviceConflicts.Overrule(session));
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      paramLabel = "DEVICE",
      arity = "0..1",
      description = "Id of the device. All devices if absent.")
  private String id = "";

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session, "viewer");
    JsonNode answer =
        hub.all(HubOptions.api(id.isEmpty() ? "/devices" : "/devices/" + HubClient.encode(id)));
    if (hubOptions.printed(session, answer)) {
      return ExitCode.OK;
    }
    if (id.isEmpty()) {
      new AnswerTable()
          .field("DEVICE", "id")
          .field("LABELS", "labels")
          .field("STATUS", "models.0.status")
          .add("GENERATION", DevicesCommand::generation)
          .add("MODEL", device -> AnswerTable.digest(device.at("/models/0/actualDigest")))
          .add("SEEN", device -> AnswerTable.ago(device.path("lastSeen"), session.clock()))
          .add("ORDER", DevicesCommand::order)
          .field("SPOOL", "spoolDepth")
          .print(session, answer);
    } else {
      new FieldView(session).print(answer);
    }
    return ExitCode.OK;
  }

  /** 0 is none: it runs nothing there. */
  private static String generation(JsonNode device) {
    long running = device.at("/models/0/actualGeneration").asLong();
    return running == 0 ? "-" : Long.toString(running);
  }

  private static String order(JsonNode device) {
    JsonNode held = device.path("held");
    return AnswerTable.text(held.path("order"))
        + (held.path("conflict").isTextual() ? ", conflict" : "");
  }

  /** Makes a one-time token. */
  @Command(
      name = "token",
      description =
          "Prints a one-time token with which a machine becomes a device; as `ion edge enrol`.")
  private static final class Token implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();
    @Mixin private DeviceOptions device = new DeviceOptions();

    Token(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      device.print(session, hubOptions.client(session, "operator"));
      return ExitCode.OK;
    }
  }

  /** Ends a device. */
  @Command(
      name = "revoke",
      description =
          "Ends a device: every call of it is refused from now on, and no rollout asks it.")
  private static final class Revoke implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "DEVICE", description = "Id of the device.")
    private String id = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why. The record of the device and the timelines keep it.")
    private String reason = "";

    Revoke(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      JsonNode answer =
          hubOptions
              .client(session, "operator")
              .post(
                  HubOptions.api("/devices/" + HubClient.encode(id) + "/revoke"),
                  JsonNodeFactory.instance.objectNode().put("reason", reason));
      if (!hubOptions.printed(session, answer)) {
        session
            .terminal()
            .line(
                "Device %s is revoked. What it does offline it goes on doing; its calls are refused."
                    .formatted(id));
      }
      return ExitCode.OK;
    }
  }
}
