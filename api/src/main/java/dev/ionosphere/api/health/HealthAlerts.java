package dev.ionosphere.api.health;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Passed;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.WorstFirst;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.spec.ion.HealthPolicy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has an alert for each signal that is raised of a model that counts, and none for others. What is
 * wrong with most devices is one alert of the node. Callers bring the transaction.
 */
@Singleton
final class HealthAlerts {

  private static final Set<String> KINDS =
      Arrays.stream(Signal.values()).map(Signal::alert).collect(Collectors.toUnmodifiableSet());
  private static final int MANY = 50;
  private static final int FEW = 3;
  private static final int NAMED = 5;

  /** The page of health names more. */
  private static final int FEATURES = 3;

  private final StoredIons ions;
  private final RunningModels running;
  private final HealthTracks tracks;
  private final Neighbours neighbours;
  private final HealthDevices devices;
  private final AlertBook alerts;

  HealthAlerts(
      StoredIons ions,
      RunningModels running,
      HealthTracks tracks,
      Neighbours neighbours,
      HealthDevices devices,
      AlertBook alerts) {
    this.ions = ions;
    this.running = running;
    this.tracks = tracks;
    this.neighbours = neighbours;
    this.devices = devices;
    this.alerts = alerts;
  }

  /**
   * @param said for people; empty if the last judgement was fine and more of them clear it
   */
  private record Wanted(Signal signal, String subject, String said) {}

  void refresh(NodeJudge.Place place, HealthPolicy policy, Instant now) {
    if (!lives(place.ion())) {
      return;
    }
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    List<NodeHealth> judgements = running.judgements(place.ion(), place.node());
    judgements.stream()
        .filter(health -> running.speaks(place.ion(), place.node(), health.digest()))
        .forEach(health -> ofNode(place, health, wanted));
    ofDevices(place, policy, now).forEach((signal, said) -> devices(place, signal, said, wanted));
    for (Alert open : alerts.open(place.ion(), place.node())) {
      if (!KINDS.contains(open.kind())) {
        continue;
      }
      @Nullable Wanted stands = wanted.remove(key(open.kind(), open.subject()));
      if (stands == null) {
        alerts.clear(open, now);
      } else if (!stands.said().isEmpty() && !stands.said().equals(open.message())) {
        alerts.say(open, stands.said());
      }
    }
    wanted.values().stream()
        .filter(alert -> !isToldAlready(place, alert))
        .forEach(alert -> raise(place, alert, now));
  }

  private void raise(NodeJudge.Place place, Wanted alert, Instant now) {
    alerts.raise(
        place.ion(),
        place.node(),
        alert.subject(),
        alert.signal().alert(),
        "warning",
        alert.said().isEmpty()
            ? "%s: %s".formatted(alert.subject(), alert.signal().title())
            : alert.said(),
        now);
  }

  /**
   * An alert for what was wrong and is over, all in what came at once; the next look at the node
   * clears it.
   *
   * @param passed by device, that of all together by none
   */
  void passed(NodeJudge.Place place, String digest, Map<String, List<Passed>> passed, Instant now) {
    if (passed.values().stream().allMatch(List::isEmpty) || !lives(place.ion())) {
      return;
    }
    Map<Signal, Map<String, String>> said = new EnumMap<>(Signal.class);
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    passed.forEach((device, some) -> {
      if (!some.isEmpty() && counts(place, digest, device)) {
        for (Passed one : some) {
          if (device.isEmpty()) {
            wanted.put(
                key(one.signal().alert(), place.node()),
                new Wanted(one.signal(), place.node(), begin(place, one.signal()) + text(one)));
          } else {
            said.computeIfAbsent(one.signal(), key -> new TreeMap<>()).put(device, text(one));
          }
        }
      }
    });
    said.forEach((signal, texts) -> devices(place, signal, texts, wanted));
    wanted.values().forEach(alert -> raise(place, alert, now));
  }

  private boolean counts(NodeJudge.Place place, String digest, String device) {
    return device.isEmpty()
        ? running.speaks(place.ion(), place.node(), digest)
        : tracks
            .findById(HealthTrack.id(place, digest, device))
            .filter(devices::counts)
            .isPresent();
  }

  private static String text(Passed passed) {
    return "%s (in rows of %s to %s, told late; over since)"
        .formatted(
            texts(passed.findings()),
            Instant.ofEpochSecond(passed.from()),
            Instant.ofEpochSecond(passed.until()));
  }

  private static String begin(NodeJudge.Place place, Signal signal) {
    return signal == Signal.DRIFT
        ? "what node %s sees is unlike training: ".formatted(place.node())
        : "node %s: %s: ".formatted(place.node(), signal.title());
  }

  /** A device is silent once, whichever of an ION's nodes it serves. */
  private boolean isToldAlready(NodeJudge.Place place, Wanted wanted) {
    return wanted.signal() == Signal.SILENT
        && alerts.isRaised(place.ion(), wanted.signal().alert(), wanted.subject());
  }

  /** Nobody judges a node that the document does not have any more. */
  void leave(String ion, Set<String> judged, Instant now) {
    for (Alert open : alerts.open(ion)) {
      @Nullable String node = open.node();
      if (node != null && KINDS.contains(open.kind()) && !judged.contains(node)) {
        alerts.clear(open, now);
      }
    }
  }

  /** What a device told cannot be judged, and is left out. */
  void leftOut(StoredBucket bucket, RuntimeException why, Instant now) {
    alerts.raise(
        bucket.ion(),
        null,
        bucket.device(),
        "telemetry-refused",
        "warning",
        "of what %s reported was left out: what node %s saw from %s on cannot be judged: %s"
            .formatted(bucket.device(), bucket.node(), bucket.startedAt(), why),
        now);
  }

  private boolean lives(String ion) {
    return ions.findById(ion)
        .map(stored -> stored.status().equals("running") || stored.status().equals("paused"))
        .orElse(false);
  }

  private static void ofNode(NodeJudge.Place place, NodeHealth health, Map<String, Wanted> wanted) {
    for (Signal signal : health.signals()) {
      String said =
          texts(
              health.found().stream()
                  .filter(found -> found.signal() == signal && found.broken())
                  .toList());
      wanted.putIfAbsent(
          key(signal.alert(), place.node()),
          new Wanted(signal, place.node(), said.isEmpty() ? "" : begin(place, signal) + said));
    }
  }

  /** What is wrong with each device, by signal. */
  private Map<Signal, Map<String, String>> ofDevices(
      NodeJudge.Place place, HealthPolicy policy, Instant now) {
    Map<Signal, Map<String, String>> said = new EnumMap<>(Signal.class);
    for (HealthTrack raised : neighbours.compared(place, policy)) {
      if (!devices.counts(raised)) {
        continue;
      }
      for (Signal signal : raised.told()) {
        said.computeIfAbsent(signal, key -> new TreeMap<>())
            .put(
                raised.device(),
                texts(raised.found().stream().filter(found -> found.signal() == signal).toList()));
      }
    }
    Map<String, String> silent = devices.listen(place, policy.limits().silent(), now);
    if (!silent.isEmpty()) {
      said.put(Signal.SILENT, silent);
    }
    return said;
  }

  private void devices(
      NodeJudge.Place place, Signal signal, Map<String, String> said, Map<String, Wanted> wanted) {
    long all = Math.max(said.size(), tracks.devices(place.ion(), place.node()));
    if (said.size() > MANY || said.size() > FEW && said.size() * 2 > all) {
      String names = said.keySet().stream().limit(NAMED).collect(Collectors.joining(", "));
      Optional<String> first = said.values().stream().filter(text -> !text.isEmpty()).findFirst();
      wanted.put(
          key(signal.alert(), place.node()),
          new Wanted(
              signal,
              place.node(),
              "node %s: %s on %d of %d devices (%s%s): %s"
                  .formatted(
                      place.node(),
                      signal.title(),
                      said.size(),
                      all,
                      names,
                      said.size() > NAMED ? ", …" : "",
                      first.orElse("as before"))));
      return;
    }
    said.forEach((device, text) ->
        wanted.put(
            key(signal.alert(), device),
            new Wanted(
                signal,
                device,
                text.isEmpty() ? "" : "%s, node %s: %s".formatted(device, place.node(), text))));
  }

  private static String texts(List<Finding> findings) {
    return String.join("; ", WorstFirst.texts(findings, FEATURES));
  }

  private static String key(String kind, String subject) {
    return kind + " " + subject;
  }
}
