package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whom a notice goes to: a webhook, or mail. */
final class NoticeTargetOptions {

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description =
          "Address of a webhook; $${secret} in its path stands for the secret, as Slack needs it.")
  private String webhook = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Body of the webhook: json or slack. Default: ${DEFAULT-VALUE}.")
  private String format = "json";

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description = "Name of the secret that signs the webhook.")
  private String secret = "";

  @Option(
      names = "--mail",
      paramLabel = "SERVER",
      description = "Mail server: smtp://host:port or smtps://host:port.")
  private String server = "";

  @Option(names = "--from", paramLabel = "ADDRESS", description = "Sender of the mail.")
  private String from = "";

  @Option(names = "--to", paramLabel = "ADDRESS", description = "Receiver of the mail. Repeatable.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--login",
      paramLabel = "NAME",
      description = "Name of the secret user:password for the mail server.")
  private String login = "";

  /** As it stands in a document. */
  ObjectNode json() {
    if (webhook.isEmpty() == server.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE, "exactly one of --webhook and --mail is needed");
    }
    ObjectNode target = JsonNodeFactory.instance.objectNode();
    if (!webhook.isEmpty()) {
      ObjectNode fields = target.putObject("webhook").put("url", webhook).put("format", format);
      named(fields, "secret", secret);
      return target;
    }
    ObjectNode fields = target.putObject("mail").put("server", server).put("from", from);
    ArrayNode receivers = fields.putArray("to");
    to.forEach(receivers::add);
    named(fields, "login", login);
    return target;
  }

  private static void named(ObjectNode fields, String field, String name) {
    if (!name.isEmpty()) {
      fields.putObject(field).put("name", name);
    }
  }
}
