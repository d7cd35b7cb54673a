package dev.ionosphere.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.process.Await;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Starts edges and waits until the hub has heard from each, or its process has ended. */
final class EdgeStarter {
  private final Supervisor supervisor;
  private final Function<EdgeSettings, Supervisor.Definition> definitions;
  private final HubClient hub;
  private final Duration patience;

  /**
   * @param patience how long an edge may run without a word to the hub before a person is told
   */
  EdgeStarter(
      Supervisor supervisor,
      Function<EdgeSettings, Supervisor.Definition> definitions,
      HubClient hub,
      Duration patience) {
    this.supervisor = supervisor;
    this.definitions = definitions;
    this.hub = hub;
    this.patience = patience;
  }

  /**
   * Starts those that do not run.
   *
   * @throws StartFailedException if any ended; the others go on
   */
  void start(Collection<EdgeSettings> edges, UpProgress progress) {
    Map<String, String> seenBefore = lastSeen();
    Set<String> waiting = new HashSet<>();
    for (EdgeSettings edge : edges) {
      if (supervisor.start(definitions.apply(edge))) {
        waiting.add(edge.device());
      }
    }
    Await.until(
        patience,
        () -> {
          if (!waiting.isEmpty()) {
            progress.working("edges", "starting " + String.join(", ", new TreeSet<>(waiting)));
          }
          Map<String, String> seen = lastSeen();
          waiting.removeIf(device -> !alive(device));
          waiting.removeIf(
              device -> !seen.getOrDefault(device, "").equals(seenBefore.getOrDefault(device, "")));
          return waiting.isEmpty();
        });
    report(edges, waiting, progress);
  }

  private void report(Collection<EdgeSettings> edges, Set<String> silent, UpProgress progress) {
    List<String> running = new ArrayList<>();
    StringBuilder ended = new StringBuilder();
    for (EdgeSettings edge : edges) {
      String device = edge.device();
      if (!alive(device)) {
        String name = LocalSystem.EDGE + device;
        ended.append(ended.isEmpty() ? "" : "\n");
        ended.append(name).append(" ended while starting").append(supervisor.logTail(name));
      } else if (silent.contains(device)) {
        progress.warning(
            "%s runs but has not reported to the hub for %d s. See `ion logs edge:%s`."
                .formatted(device, patience.toSeconds(), device));
      } else {
        running.add(device);
      }
    }
    if (!running.isEmpty()) {
      progress.ready("edges", String.join(", ", running));
    }
    if (!ended.isEmpty()) {
      throw new StartFailedException(ended.toString());
    }
  }

  private boolean alive(String device) {
    return supervisor.alive(LocalSystem.EDGE + device);
  }

  private Map<String, String> lastSeen() {
    Map<String, String> seen = new HashMap<>();
    try {
      for (JsonNode device : hub.all("/api/v1/devices").path("items")) {
        seen.put(device.path("id").asText(), device.path("lastSeen").asText(""));
      }
    } catch (HubException notNow) {
      return Map.of(); // asked again in a moment
    }
    return seen;
  }
}
