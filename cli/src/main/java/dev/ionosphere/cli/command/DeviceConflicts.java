package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Devices that hold orders which the hub did not sign, and a person's answer. */
final class DeviceConflicts {
  private static final String CONFLICTS = "/orders/conflicts";

  private DeviceConflicts() {}

  @Command(
      name = "conflicts",
      description = {
        "Lists devices that hold orders which this hub did not sign, as after it was restored from a"
            + " backup.",
        "They score on; nothing is signed for them until somebody answers with `ion devices"
            + " overrule`."
      })
  static final class Listed implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    Listed(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      JsonNode answer = hubOptions.client(session, "viewer").all(HubOptions.api(CONFLICTS));
      if (!hubOptions.printed(session, answer)) {
        new AnswerTable()
            .field("DEVICE", "device")
            .field("CONFLICT", "conflict")
            .field("HOLDS", "holds")
            .field("SIGNED HERE", "signed")
            .field("ROOT", "root")
            .add("SINCE", one -> AnswerTable.ago(one.path("since"), session.clock()))
            .print(session, answer);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "overrule",
      description = {
        "Lets what this hub wants count on devices that hold orders which it did not sign.",
        "The hub signs above what they hold, and they follow: what was released since the backup"
            + " ends there."
      })
  static final class Overrule implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(
        paramLabel = "DEVICE",
        arity = "0..*",
        description = "Ids of devices, as `ion devices conflicts` lists them.")
    private List<String> devices = new ArrayList<>();

    @Option(
        names = "--all",
        description = "Every device that `ion devices conflicts` lists, in place of ids.")
    private boolean all;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why. The records of the devices and the timelines keep it.")
    private String reason = "";

    Overrule(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("reason", reason);
      request.put("all", all);
      devices.forEach(request.putArray("devices")::add);
      JsonNode answer =
          hubOptions
              .client(session, "operator")
              .post(HubOptions.api(CONFLICTS + "/overrule"), request);
      if (!hubOptions.printed(session, answer)) {
        int overruled = answer.path("overruled").size();
        if (overruled > 0) {
          session
              .terminal()
              .line(
                  "%d device%s this hub again, from the next order on."
                      .formatted(overruled, overruled == 1 ? " follows" : "s follow"));
        }
        for (JsonNode refused : answer.path("refused")) {
          session.terminal().error(refused.path("reason").asText());
        }
      }
      return answer.path("refused").isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
