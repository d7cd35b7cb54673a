package dev.ionosphere.api.health;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.health.judge.Passed;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.ion.StoredIons;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Raises an alert for what was wrong and is over, all in what came at once; {@link HealthAlerts}
 * clears it with the next look at the node. Callers bring the transaction.
 */
@Singleton
final class PassedAlerts {

  private final StoredIons ions;
  private final RunningModels running;
  private final HealthTracks tracks;
  private final HealthDevices devices;
  private final AlertBook alerts;

  PassedAlerts(
      StoredIons ions,
      RunningModels running,
      HealthTracks tracks,
      HealthDevices devices,
      AlertBook alerts) {
    this.ions = ions;
    this.running = running;
    this.tracks = tracks;
    this.devices = devices;
    this.alerts = alerts;
  }

  /**
   * @param passed by device, that of all together by none
   */
  void raise(NodeJudge.Place place, String digest, Map<String, List<Passed>> passed, Instant now) {
    if (passed.values().stream().allMatch(List::isEmpty) || !ions.lives(place.ion())) {
      return;
    }
    WantedAlerts wanted = new WantedAlerts(place);
    Map<Signal, Map<String, String>> said = new EnumMap<>(Signal.class);
    passed.forEach((device, some) -> {
      if (!some.isEmpty() && counts(place, digest, device)) {
        for (Passed one : some) {
          if (device.isEmpty()) {
            wanted.ofNode(one.signal(), text(one));
          } else {
            said.computeIfAbsent(one.signal(), key -> new TreeMap<>()).put(device, text(one));
          }
        }
      }
    });
    long told = tracks.devices(place.ion(), place.node());
    said.forEach((signal, texts) -> wanted.ofDevices(signal, texts, told));
    wanted.all().forEach(alert -> alert.raise(alerts, place, now));
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
            WantedAlerts.texts(passed.findings()),
            Instant.ofEpochSecond(passed.from()),
            Instant.ofEpochSecond(passed.until()));
  }
}
