package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists devices, or shows one. */
@Command(name = "devices", description = "Lists devices, or shows one.")
public final class DevicesCommand implements Callable<Integer> {
  private final Session session;

  public DevicesCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(paramLabel = "DEVICE", arity = "0..1", description = "its id; all if absent")
  private String id = "";

  @Override
  public Integer call() {
    HubClient hub = asking.client(session, "viewer");
    JsonNode answer =
        hub.all(Asking.api(id.isEmpty() ? "/devices" : "/devices/" + HubClient.part(id)));
    if (asking.printed(session, answer)) {
      return ExitCode.OK;
    }
    if (id.isEmpty()) {
      new Columns()
          .field("DEVICE", "id")
          .field("LABELS", "labels")
          .field("STATUS", "models.0.status")
          .field("GENERATION", "models.0.actualGeneration")
          .add("MODEL", device -> Columns.digest(device.at("/models/0/actualDigest")))
          .add("SEEN", device -> Columns.ago(device.path("lastSeen"), session.clock()))
          .field("SPOOL", "spoolDepth")
          .print(session, answer);
    } else {
      new Details(session).print(answer);
    }
    return ExitCode.OK;
  }
}
