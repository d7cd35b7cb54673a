package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists models, or shows one. */
@Command(name = "models", description = "Lists models, or shows one.")
public final class ModelsCommand implements Callable<Integer> {
  private final Session session;

  public ModelsCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(paramLabel = "DIGEST", arity = "0..1", description = "its digest; all if absent")
  private String digest = "";

  @Override
  public Integer call() {
    HubClient hub = asking.client(session, "viewer");
    JsonNode answer =
        hub.all(Asking.api(digest.isEmpty() ? "/models" : "/models/" + HubClient.part(digest)));
    if (asking.printed(session, answer)) {
      return ExitCode.OK;
    }
    if (digest.isEmpty()) {
      new Columns()
          .add("DIGEST", model -> Columns.digest(model.path("digest")))
          .field("ION", "ion")
          .field("NODE", "node")
          .field("RUN", "run")
          .field("BYTES", "bytes")
          .add("CREATED", model -> Columns.ago(model.path("registeredAt"), session.clock()))
          .print(session, answer);
    } else {
      new Details(session).print(answer);
    }
    return ExitCode.OK;
  }
}
