package dev.ionosphere.api.device;

import dev.ionosphere.api.alert.AlertBook;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What devices should and do run. Nothing is written about a device that is revoked. Callers bring
 * the transaction.
 */
@Singleton
public final class DeviceStates {

  /** A device's word about the model it had before may come after a rollout's about the new one. */
  private static final Duration OVERTAKEN = Duration.ofSeconds(30);

  /** Alerts of a device that does not run what it should. */
  static final List<String> OF_MODELS =
      List.of("device-refused", "device-fell-back", "device-model-lost");

  private final Devices devices;
  private final DeviceModels models;
  private final DeviceActivations activations;
  private final AlertBook alerts;

  DeviceStates(
      Devices devices, DeviceModels models, DeviceActivations activations, AlertBook alerts) {
    this.alerts = alerts;
    this.devices = devices;
    this.models = models;
    this.activations = activations;
  }

  /** The device is to run this release; one that is older than what it should run is ignored. */
  public void want(
      String device, String ion, String node, long generation, String digest, Instant at) {
    if (isRevoked(device)) {
      return;
    }
    DeviceModel now = current(device, ion, node, at);
    if (generation > now.wantedGeneration()) {
      boolean there = now.actualGeneration() == generation;
      models.update(
          now.wanting(generation, digest).with(there ? now.status() : DeviceStatus.TOLD, "", at));
    }
  }

  /** What a rollout heard: the device runs the release, or has refused to and says why. */
  public void answered(Report report) {
    if (isRevoked(report.device())) {
      return;
    }
    DeviceModel now = current(report.device(), report.ion(), report.node(), report.at());
    if (report.generation() < now.actualGeneration()) {
      return;
    }
    if (report.generation() > now.wantedGeneration()) {
      // Nobody ordered it to.
      return;
    }
    DeviceModel next = now.with(report.status(), report.reason(), report.at());
    if (report.status() == DeviceStatus.ACTIVE && report.generation() > 0) {
      next = next.running(report.generation(), report.digest());
    }
    change(now, next, "timeline");
  }

  /**
   * What the device says of itself: it may have lost its model, or gone back to an older one. Of
   * what it should run it has no say.
   */
  public void reported(Report report) {
    if (isRevoked(report.device())) {
      return;
    }
    DeviceModel now = current(report.device(), report.ion(), report.node(), report.at());
    boolean behind =
        report.status() == DeviceStatus.ACTIVE && report.generation() < now.wantedGeneration();
    boolean older = report.generation() < now.actualGeneration();
    if (older && report.at().isBefore(now.changedAt().plus(OVERTAKEN))) {
      return;
    }
    DeviceModel next =
        now.with(behind ? DeviceStatus.BEHIND : report.status(), report.reason(), report.at())
            .running(report.generation(), report.generation() == 0 ? null : report.digest());
    change(now, next, "telemetry");
    if (next.status() == DeviceStatus.ACTIVE && now.status() != DeviceStatus.ACTIVE) {
      runsAgain(next);
    }
  }

  /** It got over it by itself, without a rollout. */
  private void runsAgain(DeviceModel model) {
    for (String alert : OF_MODELS) {
      alerts.clear(model.ion(), model.node(), alert, model.device(), model.changedAt());
    }
  }

  private void change(DeviceModel before, DeviceModel after, String source) {
    boolean swapped = before.actualGeneration() != after.actualGeneration();
    if (!swapped && before.status() == after.status() && before.reason().equals(after.reason())) {
      return;
    }
    models.update(after);
    if (swapped) {
      String digest = after.actualDigest();
      activations.save(
          new DeviceActivation(
              null,
              after.device(),
              after.ion(),
              after.node(),
              after.actualGeneration(),
              digest == null ? "" : digest,
              after.changedAt(),
              source));
    }
  }

  /** The device runs nothing there any more, as it was ordered. */
  public void ended(String device, String ion, String node, Instant at) {
    if (isRevoked(device)) {
      return;
    }
    DeviceModel now = current(device, ion, node, at);
    change(now, now.with(DeviceStatus.NOT_ASKED, "", at).running(0, null), "telemetry");
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
    if (isRevoked(device)) {
      return;
    }
    DeviceModel now = current(device, ion, node, at);
    boolean waitedFor = now.wantedGeneration() == generation && now.actualGeneration() < generation;
    if (waitedFor && now.status() != DeviceStatus.FAILED) {
      models.update(now.with(DeviceStatus.SILENT, reason, at));
    }
  }

  /** Another incarnation has taken the device's place, and runs nothing yet. */
  void begunAgain(String device, Instant at) {
    for (DeviceModel model : models.findByDeviceOrderByIon(device)) {
      DeviceModel now = current(device, model.ion(), model.node(), at);
      DeviceStatus status =
          now.wantedGeneration() == 0 ? DeviceStatus.NOT_ASKED : DeviceStatus.BEHIND;
      change(now, now.with(status, "enrolled again", at).running(0, null), "enrolment");
    }
  }

  /** It is over: what it ran last stays shown. */
  void revoked(String device, String reason, Instant at) {
    for (DeviceModel model : models.findByDeviceOrderByIon(device)) {
      DeviceModel now = current(device, model.ion(), model.node(), at);
      change(now, now.with(DeviceStatus.REVOKED, reason, at), "revocation");
    }
  }

  private boolean isRevoked(String device) {
    return devices.findById(device).filter(known -> known.revokedAt() != null).isPresent();
  }

  private DeviceModel current(String device, String ion, String node, Instant at) {
    String id = device + ":" + ion + ":" + node;
    // Locked: rollouts, silence and the device's own word are three that write.
    Optional<DeviceModel> known = models.findByIdForUpdate(id);
    return known.orElseGet(() ->
        models.save(
            new DeviceModel(
                id, device, ion, node, 0, null, 0, null, DeviceStatus.NOT_ASKED, "", at)));
  }

  /**
   * What a device says it runs.
   *
   * @param generation that it runs, or was asked to run; 0: none
   * @param status one that devices say of themselves
   */
  public record Report(
      String device,
      String ion,
      String node,
      long generation,
      @Nullable String digestOrNull,
      DeviceStatus status,
      String reason,
      Instant at) {

    String digest() {
      return digestOrNull == null ? "" : digestOrNull;
    }
  }
}
