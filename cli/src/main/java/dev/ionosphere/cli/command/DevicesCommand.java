package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists devices, or shows one. */
@Command(name = "devices", description = "Lists devices with their model and status, or shows one.")
public final class DevicesCommand implements Callable<ExitCode> {
  private final Session session;

  public DevicesCommand(Session session) {
    this.session = session;
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
          .field("GENERATION", "models.0.actualGeneration")
          .add("MODEL", device -> AnswerTable.digest(device.at("/models/0/actualDigest")))
          .add("SEEN", device -> AnswerTable.ago(device.path("lastSeen"), session.clock()))
          .field("SPOOL", "spoolDepth")
          .print(session, answer);
    } else {
      new FieldView(session).print(answer);
    }
    return ExitCode.OK;
  }
}
