package dev.ionosphere.cli.component;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.HubOptions;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.spec.component.ComponentReference;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ion component show}. */
@Command(
    name = "show",
    description = "Shows a component: its arguments, where it came from, which nodes run it.")
final class ShowCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "NAME[@VERSION]", description = "The component; its newest version.")
  private String text = "";

  ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session, "viewer");
    JsonNode component = hub.get(HubOptions.api(path(hub, reference(text))));
    if (!hubOptions.printed(session, component)) {
      print(component);
    }
    return ExitCode.OK;
  }

  /** What a person typed. */
  static ComponentReference reference(String text) {
    return ComponentReference.of(text)
        .orElseThrow(() ->
            new CommandFailedException(
                ExitCode.USAGE,
                "'%s' is no component, allowed is NAME or NAME@VERSION"
                    .formatted(Style.withoutControls(text))));
  }

  private static String path(HubClient hub, ComponentReference reference) {
    String version =
        reference
            .version()
            .or(() -> newest(hub, reference.name()))
            .orElseThrow(() ->
                new CommandFailedException(
                    ExitCode.FAILED, "The hub has no component '%s'.".formatted(reference.name())));
    return "/components/" + reference.name() + "/" + version;
  }

  private static Optional<String> newest(HubClient hub, String name) {
    JsonNode all = hub.get(HubOptions.api("/components?limit=1&name=" + name)).path("items");
    return all.isEmpty() ? Optional.empty() : Optional.of(all.path(0).path("version").asText());
  }

  private void print(JsonNode component) {
    Terminal terminal = session.terminal();
    terminal.line(
        terminal.bold(component.path("name").asText() + "@" + component.path("version").asText()));
    line("about", component.path("about").asText());
    line("engine", component.path("engine").asText());
    line("digest", component.path("digest").asText());
    line("pushed by", component.path("pushedBy").asText());
    line("pushed at", component.path("pushedAt").asText());
    line("source", component.path("source").asText());
    line("inputs", joined(component.path("inputs")));
    line("outputs", joined(component.path("outputs")));
    line("compat", joined(component.path("compat")));
    line("used by", uses(component.path("uses")));
    terminal.line();
    terminal.line(terminal.bold("arguments"));
    for (JsonNode argument : component.path("arguments")) {
      String otherwise =
          argument.has("otherwise")
              ? ", default "
                  + argument.path("otherwise").asText(argument.path("otherwise").toString())
              : argument.path("required").asBoolean() ? ", required" : "";
      String about = argument.path("about").asText();
      terminal.line(
          "  %-16s %s%s"
              .formatted(
                  argument.path("name").asText(), argument.path("allowed").asText(), otherwise));
      if (!about.isEmpty()) {
        terminal.line("  %-16s %s".formatted("", terminal.dim(Style.withoutControls(about))));
      }
    }
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      session.terminal().line("  %-10s %s".formatted(name, Style.withoutControls(value)));
    }
  }

  private static String joined(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String uses(JsonNode uses) {
    return StreamSupport.stream(uses.spliterator(), false)
        .map(use -> "%s in %s".formatted(use.path("node").asText(), use.path("ion").asText()))
        .collect(Collectors.joining(", "));
  }
}
