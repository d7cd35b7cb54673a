package dev.ionosphere.api.health;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.spec.ion.HealthPolicy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
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

  void refresh(NodeJudge.Place place, HealthPolicy policy, Instant now) {
    if (!ions.lives(place.ion())) {
      return;
    }
    WantedAlerts wanted = new WantedAlerts(place);
    running.judgements(place.ion(), place.node()).stream()
        .filter(health -> running.speaks(place.ion(), place.node(), health.digest()))
        .forEach(health -> ofNode(health, wanted));
    long told = tracks.devices(place.ion(), place.node());
    ofDevices(place, policy, now).forEach((signal, said) -> wanted.ofDevices(signal, said, told));
    for (Alert open : alerts.open(place.ion(), place.node())) {
      if (!KINDS.contains(open.kind())) {
        continue;
      }
      WantedAlerts.@Nullable Wanted stands = wanted.take(open);
      if (stands == null) {
        alerts.clear(open, now);
      } else if (!stands.said().isEmpty() && !stands.said().equals(open.message())) {
        alerts.say(open, stands.said());
      }
    }
    wanted.all().stream()
        .filter(alert -> !isToldAlready(place, alert))
        .forEach(alert -> alert.raise(alerts, place, now));
  }

  private static void ofNode(NodeHealth health, WantedAlerts wanted) {
    for (Signal signal : health.signals()) {
      wanted.ofNode(
          signal,
          WantedAlerts.texts(
              health.found().stream()
                  .filter(found -> found.signal() == signal && found.broken())
                  .toList()));
    }
  }

  /** A device is silent once, whichever of an ION's nodes it serves. */
  private boolean isToldAlready(NodeJudge.Place place, WantedAlerts.Wanted wanted) {
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
                WantedAlerts.texts(
                    raised.found().stream().filter(found -> found.signal() == signal).toList()));
      }
    }
    Map<String, String> silent = devices.listen(place, policy.limits().silent(), now);
    if (!silent.isEmpty()) {
      said.put(Signal.SILENT, silent);
    }
    return said;
  }
}
