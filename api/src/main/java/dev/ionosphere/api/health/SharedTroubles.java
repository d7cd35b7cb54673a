package dev.ionosphere.api.health;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.WorstFirst;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a device and told of its node, because most devices there have it. */
@Singleton
public final class SharedTroubles {

  private final HealthTracks tracks;
  private final HealthDevices devices;
  private final DeviceModels models;
  private final HealthPolicies policies;
  private final AlertBook alerts;
  private final Clock clock;

  SharedTroubles(
      HealthTracks tracks,
      HealthDevices devices,
      DeviceModels models,
      HealthPolicies policies,
      AlertBook alerts,
      Clock clock) {
    this.tracks = tracks;
    this.devices = devices;
    this.models = models;
    this.policies = policies;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * One signal.
   *
   * @param alert of the node
   * @param texts what is broken on this device; empty if it was fine when last judged
   */
  public record Shared(Alert alert, Signal signal, List<String> texts) {

    public Shared {
      texts = List.copyOf(texts);
    }
  }

  public List<Shared> of(String device) {
    List<HealthTrack> counting =
        tracks.findByDeviceOrderByClosedAtDesc(device).stream().filter(devices::counts).toList();
    List<Shared> shared = new ArrayList<>();
    for (NodeJudge.Place place : places(device, counting)) {
      for (Alert alert : alerts.open(place.ion(), place.node())) {
        signal(alert)
            .flatMap(signal ->
                texts(device, place, signal, counting)
                    .map(texts -> new Shared(alert, signal, texts)))
            .ifPresent(shared::add);
      }
    }
    return shared;
  }

  private Set<NodeJudge.Place> places(String device, List<HealthTrack> counting) {
    Set<NodeJudge.Place> places = new LinkedHashSet<>();
    counting.forEach(track -> places.add(new NodeJudge.Place(track.ion(), track.node())));
    models
        .findByDeviceOrderByIon(device)
        .forEach(model -> places.add(new NodeJudge.Place(model.ion(), model.node())));
    return places;
  }

  /** The signal of devices that the alert tells of a node. */
  private static Optional<Signal> signal(Alert alert) {
    return Arrays.stream(Signal.values())
        .filter(signal -> signal.ofDevice() && signal.alert().equals(alert.kind()))
        .filter(signal -> alert.subject().equals(alert.node()))
        .findFirst();
  }

  /** What is broken; nothing at all if the device is not among those that have it. */
  private Optional<List<String>> texts(
      String device, NodeJudge.Place place, Signal signal, List<HealthTrack> counting) {
    if (signal == Signal.SILENT) {
      return silence(device, place).map(List::of);
    }
    List<HealthTrack> having =
        counting.stream()
            .filter(track -> track.ion().equals(place.ion()) && track.node().equals(place.node()))
            .filter(track -> track.told().contains(signal))
            .toList();
    return having.isEmpty()
        ? Optional.empty()
        : Optional.of(
            WorstFirst.texts(
                having.stream()
                    .flatMap(track -> track.found().stream())
                    .filter(found -> found.signal() == signal)
                    .toList()));
  }

  private Optional<String> silence(String device, NodeJudge.Place place) {
    return policies
        .of(place)
        .map(policy -> devices.silent(place, policy.limits().silent(), clock.instant()))
        .map(silent -> silent.get(device));
  }
}
