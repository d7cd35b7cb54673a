package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.spec.ion.Ion;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which inference nodes a device may report for: those that its labels match, and those it was ever
 * told to serve. What it did offline may arrive after the document has changed.
 */
@Singleton
final class DeviceScope {

  private final Devices devices;
  private final DeviceModels told;
  private final StoredIons ions;
  private final ModelReleases releases;

  DeviceScope(Devices devices, DeviceModels told, StoredIons ions, ModelReleases releases) {
    this.devices = devices;
    this.told = told;
    this.ions = ions;
    this.releases = releases;
  }

  Member of(String device) {
    return new Member(
        devices.findById(device).map(Device::labels).orElse(Map.of()),
        told.findByDeviceOrderByIon(device));
  }

  /** A device while one delivery of it is looked at. */
  final class Member {

    private final Map<String, String> labels;
    private final List<DeviceModel> told;
    private final Map<String, Optional<Ion>> documents = new HashMap<>();
    private final Map<String, Boolean> released = new HashMap<>();

    private Member(Map<String, String> labels, List<DeviceModel> told) {
      this.labels = labels;
      this.told = told;
    }

    /**
     * @param node absent: any of the ION
     */
    boolean serves(String ion, @Nullable String node) {
      return wasTold(ion, node)
          || document(ion).stream()
              .flatMap(document -> document.nodes().entrySet().stream())
              .filter(entry -> node == null || entry.getKey().equals(node))
              .anyMatch(entry ->
                  NodeViews.of(entry.getValue())
                      .devices()
                      .filter(devices -> devices.matches(labels))
                      .isPresent());
    }

    /** Whether the model was let into the node, or a rollout wants it on the device. */
    boolean mayRun(String ion, String node, String digest) {
      return released.computeIfAbsent(
          String.join(":", ion, node, digest),
          key ->
              told.stream()
                      .anyMatch(model ->
                          model.ion().equals(ion)
                              && model.node().equals(node)
                              && digest.equals(model.wantedDigest()))
                  || releases.findByDigest(digest).stream()
                      .anyMatch(
                          release -> release.ion().equals(ion) && release.node().equals(node)));
    }

    /** Whether the release may be one that the timeline has not told of yet. */
    boolean mayCome(String ion, String node, long generation) {
      return generation
          > releases
              .findFirstByIonAndNodeOrderByGenerationDesc(ion, node)
              .map(ModelRelease::generation)
              .orElse(0L);
    }

    boolean exists(String ion) {
      return document(ion).isPresent();
    }

    private boolean wasTold(String ion, @Nullable String node) {
      return told.stream()
          .anyMatch(
              model -> model.ion().equals(ion) && (node == null || model.node().equals(node)));
    }

    private Optional<Ion> document(String name) {
      return documents.computeIfAbsent(
          name, key -> ions.findById(key).map(ion -> Documents.stored(ion.document())));
    }
  }
}
