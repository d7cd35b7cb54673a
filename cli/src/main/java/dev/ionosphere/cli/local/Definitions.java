package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.Supervisor.Definition;
import dev.ionosphere.cli.temporal.TemporalCommand;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line, variables and directory of each process. */
final class Definitions {
  private static final String TEST_SERVER = "temporal-testing";

  private final Installation installation;
  private final Layout layout;
  private final Map<String, String> environment;

  Definitions(Installation installation, Layout layout, Map<String, String> environment) {
    this.installation = installation;
    this.layout = layout;
    this.environment = environment;
  }

  Definition temporal(Path program, int port, int http, int ui, int metrics) {
    TemporalCommand command =
        new TemporalCommand(program, layout.temporalDatabase(), port, http, ui, metrics);
    return new Definition(
        LocalSystem.TEMPORAL,
        command.arguments(),
        Map.of(),
        layout.temporal(),
        List.of(port, http, ui, metrics));
  }

  boolean hasTestServer() {
    return installation.has(TEST_SERVER);
  }

  Definition testServer(int port) {
    List<String> command =
        new ArrayList<>(
            installation.java(TEST_SERVER, "dev.ionosphere.temporal.testing.TestServer"));
    command.add(Integer.toString(port));
    return new Definition(
        LocalSystem.TEMPORAL, command, Map.of(), layout.temporal(), List.of(port));
  }

  Definition hub(int port, String temporalAddress, Optional<URI> temporalUi) {
    Map<String, String> variables = variables("api", temporalAddress);
    variables.put("ION_HUB_PORT", Integer.toString(port));
    variables.put("ION_HUB_DATA", layout.hub().toString());
    temporalUi.ifPresent(ui -> variables.put("TEMPORAL_UI", ui.toString()));
    for (String name :
        List.of(
            "ION_DATABASE_URL",
            "ION_DATABASE_USER",
            "ION_DATABASE_PASSWORD",
            "ION_DATABASE_PASSWORD_FILE",
            "ION_PUBLIC_URL",
            "ION_BREAK_GLASS_KEY_FILE",
            "ION_BREAK_GLASS_DELAY")) {
