package dev.ionosphere.api.health;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.spec.format.DurationText;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which devices count for a node's health, and which of them are not heard of. */
@Singleton
final class HealthDevices {

  private static final int LOOKED_AT = 20;
  private static final Duration DELIVERY = Duration.ofMinutes(1);

  private final Devices devices;
  private final DeviceModels models;
  private final HealthTracks tracks;
  private final StoredBuckets buckets;
  private final Map<NodeJudge.Place, Map<String, Instant>> quietSince = new ConcurrentHashMap<>();

  HealthDevices(Devices devices, DeviceModels models, HealthTracks tracks, StoredBuckets buckets) {
    this.devices = devices;
    this.models = models;
    this.tracks = tracks;
    this.buckets = buckets;
  }

  /** Whether what is known of the device is about the present: it goes on, with this model. */
  boolean counts(HealthTrack track) {
    boolean goesOn =
        devices.findById(track.device()).filter(device -> device.revokedAt() == null).isPresent();
    return goesOn
        && models
            .findById(String.join(":", track.device(), track.ion(), track.node()))
            .map(model -> runs(model, track.digest()))
            .orElse(true);
  }

  /** One that has not said what it runs may run any, unless it is asked for none any more. */
  private static boolean runs(DeviceModel model, String digest) {
    @Nullable String actual = model.actualDigest();
    return actual == null ? model.status() != DeviceStatus.NOT_ASKED : actual.equals(digest);
  }

  /**
   * What is to be said of each that was not heard of for so long, or is heard of and tells nothing
   * of its rows, not even that there are none.
   */
  Map<String, String> silent(NodeJudge.Place place, Duration longest, Instant now) {
    Map<String, String> silent = new TreeMap<>();
    for (Device device : devices.silent(place.ion(), place.node(), now.minus(longest))) {
      silent.put(
          device.id(),
          "nothing was heard since %s, allowed %s"
              .formatted(device.lastSeen(), DurationText.of(longest)));
    }
    quiet(place, longest, now)
        .forEach((device, said) -> {
          if (!mayDeliver(place, device, now)) {
            silent.put(device, said);
          }
        });
    return silent;
  }

  /** Notes who is quiet and since when, and says who is silent then. */
  Map<String, String> listen(NodeJudge.Place place, Duration longest, Instant now) {
    Map<String, Instant> before = quietSince.getOrDefault(place, Map.of());
    Map<String, Instant> since = new TreeMap<>();
    quiet(place, longest, now)
        .keySet()
        .forEach(device -> since.put(device, before.getOrDefault(device, now)));
    quietSince.put(place, since);
    return silent(place, longest, now);
  }

  /** Who was away delivers what it has kept first; it has a minute for that. */
  private boolean mayDeliver(NodeJudge.Place place, String device, Instant now) {
    return quietSince
        .getOrDefault(place, Map.of())
        .getOrDefault(device, now)
        .isAfter(now.minus(DELIVERY));
  }

  /** What is to be said of each that told nothing for so long and a bucket. */
  private Map<String, String> quiet(NodeJudge.Place place, Duration longest, Instant now) {
    Map<String, String> said = new TreeMap<>();
    for (HealthTrack last : tracks.quiet(place.ion(), place.node(), now.minus(longest))) {
      Duration allowed = longest.plus(stretch(last));
      if (last.closedAt().isBefore(now.minus(allowed))) {
        said.put(
            last.device(),
            "it is heard of, but has told nothing of its rows since %s, allowed %s"
                .formatted(last.closedAt(), DurationText.of(allowed)));
      }
    }
    return said;
  }

  /** How long a bucket of the device is. */
  private Duration stretch(HealthTrack of) {
    return buckets.findByDeviceOrderByIdDesc(of.device(), Pageable.from(0, LOOKED_AT)).stream()
        .filter(bucket -> bucket.ion().equals(of.ion()) && bucket.node().equals(of.node()))
        .findFirst()
        .map(bucket -> Duration.ofSeconds(bucket.bucket().seconds()))
        .orElse(Duration.ZERO);
  }
}
