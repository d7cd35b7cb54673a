package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is told what, and where. */
@Command(name = "routes", description = "Lists the routes of notices; sets or removes one.")
final class NoticeRoutesCommand implements Callable<ExitCode> {
  private static final String ROUTES = NoticesCommand.NOTICES + "/routes";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  private NoticeRoutesCommand(Session session) {
    this.session = session;
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new NoticeRoutesCommand(session))
        .addSubcommand(new Set(session))
        .addSubcommand(new Remove(session));
  }

  private static String path(String name) {
    return HubOptions.api(ROUTES + "/" + HubClient.encode(name));
  }

  @Override
  public ExitCode call() {
    JsonNode answer = hubOptions.client(session, "viewer").get(HubOptions.api(ROUTES));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("ROUTE", "name")
          .add("TELLS", NoticeRoutesCommand::receiver)
          .field("IONS", "ions")
          .field("TOPICS", "topics")
          .field("SEVERITY", "severity")
          .field("GROUP", "group")
          .field("REPEAT", "repeat")
          .print(session, answer);
    }
    return ExitCode.OK;
  }

  private static String receiver(JsonNode route) {
    JsonNode target = route.path("target");
    return target.has("mail")
        ? AnswerTable.text(target.at("/mail/to"))
        : target.at("/webhook/url").asText();
  }

  @Command(
      name = "set",
      description = "Makes a route, or takes another's place: a webhook or mail.",
      footer = {
        "",
        "Secrets are names; the cloud worker resolves them. What is open is told at once."
      })
  private static final class Set implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();
    @Mixin private NoticeTargetOptions target = new NoticeTargetOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the route.")
    private String name = "";

    @Option(
        names = "--ion",
        paramLabel = "PATTERN",
        description = "Names of IONs with * for any letters, with commas between. Default: all.")
    private String ions = "*";

    @Option(
        names = "--label",
        paramLabel = "SELECTOR",
        description = "Only IONs with these labels, such as site=hangar-7.")
    private String labels = "";

    @Option(
        names = "--topic",
        paramLabel = "TOPIC",
        description =
            "Topic: alert, alert:KIND, approval-waiting, approval-expiring or delivery-lost."
                + " Repeatable. Default: all.")
    private List<String> topics = new ArrayList<>();

    @Option(
        names = "--severity",
        paramLabel = "SEVERITY",
        description = "Alerts of this severity and worse: info, warning or critical.")
    private String severity = "warning";

    @Option(
        names = "--group",
        paramLabel = "TIME",
        description = "How long what happens is gathered. Default: ${DEFAULT-VALUE}.")
    private String group = "1m";

    @Option(
        names = "--repeat",
        paramLabel = "TIME",
        description = "When what still holds is told again, or never. Default: ${DEFAULT-VALUE}.")
    private String repeat = "4h";

    Set(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode route =
          JsonNodeFactory.instance
              .objectNode()
              .put("ions", ions)
              .put("labels", labels)
              .put("severity", severity)
              .put("group", group)
              .put("repeat", repeat);
      ArrayNode wanted = route.putArray("topics");
      topics.forEach(wanted::add);
      route.set("target", target.json());
      JsonNode answer = hubOptions.client(session).put(path(name), route);
      if (!hubOptions.printed(session, answer)) {
        session
            .terminal()
            .line("Route %s is set. Try it: ion notices test %s".formatted(name, name));
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "remove", description = "Removes a route. Notices under way go on.")
  private static final class Remove implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the route.")
    private String name = "";

    Remove(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      hubOptions.client(session).delete(path(name));
      session.terminal().line("Route " + name + " is removed.");
      return ExitCode.OK;
    }
  }
}
