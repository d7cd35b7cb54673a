package dev.ionosphere.api.device;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What devices should and do run. Callers bring the transaction. */
@Singleton
public final class DeviceStates {

  private final DeviceModels models;
  private final DeviceActivations activations;

  DeviceStates(DeviceModels models, DeviceActivations activations) {
    this.models = models;
    this.activations = activations;
  }

  /** The device is to run this release; one that is older than what it should run is ignored. */
  public void want(
      String device, String ion, String node, long generation, String digest, Instant at) {
    DeviceModel now = current(device, ion, node, at);
    if (generation > now.wantedGeneration()) {
      boolean there = now.actualGeneration() == generation;
      save(
          new DeviceModel(
              now.id(),
              device,
              ion,
              node,
              generation,
              digest,
              now.actualGeneration(),
              now.actualDigest(),
              there ? now.status() : "told",
              "",
              at));
    }
  }

  /** The device runs this, or has refused to and says why. */
  public void report(Report report) {
    DeviceModel now = current(report.device(), report.ion(), report.node(), report.at());
    boolean changed =
        now.actualGeneration() != report.generation()
            || !report.status().equals(now.status())
            || !report.reason().equals(now.reason());
    if (!changed || report.generation() < now.actualGeneration()) {
      return;
    }
    boolean active = report.status().equals("active") && report.generation() > 0;
    save(
        new DeviceModel(
            now.id(),
            report.device(),
            report.ion(),
            report.node(),
            Math.max(now.wantedGeneration(), report.generation()),
            active && report.generation() >= now.wantedGeneration()
                ? report.digest()
                : now.wantedDigest(),
            active ? report.generation() : now.actualGeneration(),
            active ? report.digest() : now.actualDigest(),
            report.status(),
            report.reason(),
            report.at()));
    if (active && now.actualGeneration() != report.generation()) {
      activations.save(
          new DeviceActivation(
              null,
              report.device(),
              report.ion(),
              report.node(),
              report.generation(),
              report.digest(),
              report.at(),
              report.source()));
    }
  }

  /**
   * The device was asked to run this release and has not answered in time. What it has said about
   * the release already counts more.
   */
  public void silent(
      String device,
      String ion,
      String node,
      long generation,
      String digest,
      String reason,
      Instant at) {
    want(device, ion, node, generation, digest, at);
    DeviceModel now = current(device, ion, node, at);
    boolean waitedFor = now.wantedGeneration() == generation && now.actualGeneration() < generation;
    if (waitedFor && !now.status().equals("failed")) {
      save(
          new DeviceModel(
              now.id(),
              device,
              ion,
              node,
              generation,
              now.wantedDigest(),
              now.actualGeneration(),
              now.actualDigest(),
              "silent",
              reason,
              at));
    }
  }

  private DeviceModel current(String device, String ion, String node, Instant at) {
    String id = device + ":" + ion + ":" + node;
    Optional<DeviceModel> known = models.findById(id);
    return known.orElseGet(() ->
        models.save(new DeviceModel(id, device, ion, node, 0, null, 0, null, "not-asked", "", at)));
  }

  private void save(DeviceModel model) {
    models.update(model);
  }

  /**
   * What a device says it runs.
   *
   * @param status told, fetching, staged, active or failed
   * @param source telemetry or timeline
   */
  public record Report(
      String device,
      String ion,
      String node,
      long generation,
      @Nullable String digestOrNull,
      String status,
      String reason,
      Instant at,
      String source) {

    String digest() {
      return digestOrNull == null ? "" : digestOrNull;
    }
  }
}
