package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how like training the live data of an inference node is. */
@Command(
    name = "health",
    description = "Shows how like training the live data of an inference node is.")
public final class HealthCommand implements Callable<Integer> {
  private final Session session;

  public HealthCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(index = "0", paramLabel = "ION", description = "name of the ION")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NODE", description = "the inference node")
  private String node = "";

  @Override
  public Integer call() {
    JsonNode answer =
        asking
            .client(session, "viewer")
            .get(
                Asking.api(
                    "/ions/%s/nodes/%s/health"
                        .formatted(HubClient.part(name), HubClient.part(node))));
    if (!asking.printed(session, answer)) {
      new Details(session).print(answer);
    }
    return ExitCode.OK;
  }
}
