package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.Supervisor.Definition;
import dev.ionosphere.cli.temporal.TemporalCommand;
import dev.ionosphere.links.temporal.TemporalSecurity;
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

  Definition hub(String host, int port, String temporalAddress, Optional<URI> temporalUi) {
    Map<String, String> variables = variables("api", temporalAddress);
    variables.put("ION_HUB_HOST", host);
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
            "ION_TLS",
            "ION_TLS_CERTIFICATE",
            "ION_TLS_KEY",
            "ION_TLS_NAMES",
            "ION_ORDER_FEED",
            "ION_TRUSTED_PROXIES",
            "ION_DATABASE_CA",
            "ION_BREAK_GLASS_KEY_FILE",
            "ION_BREAK_GLASS_DELAY")) {
      passOn(name, variables);
    }
    return new Definition(
        LocalSystem.HUB,
        installation.java("api", "dev.ionosphere.api.Hub"),
        variables,
        layout.hub(),
        List.of(port));
  }

  Definition cloud(int healthPort, HubAddress hub, String temporalAddress, String dataRoot) {
    Map<String, String> variables = variables("worker-cloud", temporalAddress);
    putHub(hub, variables);
    variables.put("ION_TOKEN_FILE", layout.token("service").toString());
    variables.put("ION_CLOUD_DATA", layout.cloud().toString());
    variables.put("ION_DATA_ROOT", dataRoot);
    variables.put("ION_HEALTH_PORT", Integer.toString(healthPort));
    variables.put("ION_PIPELINES", installation.pipelines().toString());
    variables.put("JAVA_HOME", sparkJavaHome());
    variables.put("SPARK_HOME", sparkHome());
    passOn("ION_OUTGOING", variables);
    passOn("ION_SPARK_MASTERS", variables);
    passOn("ION_SECRETS", variables);
    return new Definition(
        LocalSystem.CLOUD,
        installation.java("worker-cloud", "dev.ionosphere.cloud.CloudWorker"),
        variables,
        layout.cloud(),
        List.of(healthPort));
  }

  Definition edge(EdgeSettings edge, HubAddress hub, String temporalAddress) {
    Map<String, String> variables = variables("worker-edge", temporalAddress);
    putHub(hub, variables);
    variables.put("ION_DEVICE", edge.device());
    variables.put("ION_EDGE_DATA", layout.edge(edge.device()).toString());
    variables.put("ION_SOURCE_ROOT", edge.sourceRoot());
    Path token = layout.enrolToken(edge.device());
    if (Files.exists(token)) {
      variables.put("ION_ENROL_TOKEN_FILE", token.toString());
    }
    passOn("ION_MQTT_BROKERS", variables);
    passOn("ION_MQTT_CA", variables);
    passOn("ION_SECRETS", variables);
    return new Definition(
        LocalSystem.EDGE + edge.device(),
        installation.java(
            "worker-edge",
            "dev.ionosphere.edge.EdgeWorker",
            "worker-edge-temporal",
            "worker-edge-mqtt"),
        variables,
        layout.edge(edge.device()),
        List.of());
  }

  private static void putHub(HubAddress hub, Map<String, String> variables) {
    variables.put("ION_HUB_URL", hub.address().toString());
    hub.authority().ifPresent(file -> variables.put("ION_HUB_CA", file.toString()));
  }

  /** The managed Spark runs on our JDK; whose own Spark it is knows what that one runs on. */
  private String sparkJavaHome() {
    String given = environment.getOrDefault("JAVA_HOME", "");
    boolean ownSpark = !environment.getOrDefault("SPARK_HOME", "").isEmpty();
    return ownSpark && !given.isEmpty() ? given : installation.javaHome().toString();
  }

  private String sparkHome() {
    String given = environment.getOrDefault("SPARK_HOME", "");
    return given.isEmpty() ? installation.sparkHome().toString() : given;
  }

  private Map<String, String> variables(String module, String temporalAddress) {
    Map<String, String> variables = new LinkedHashMap<>(installation.environment(module));
    variables.put("TEMPORAL_ADDRESS", temporalAddress);
    if (environment.getOrDefault("TEMPORAL_ADDRESS", "").isEmpty()) {
      // What protects a server elsewhere is nothing for the one that was started here.
      TemporalSecurity.VARIABLES.forEach(name -> variables.put(name, ""));
    }
    passOn("TEMPORAL_NAMESPACE", variables);
    return variables;
  }

  private void passOn(String name, Map<String, String> variables) {
    Optional.ofNullable(environment.get(name)).ifPresent(value -> variables.put(name, value));
  }
}
