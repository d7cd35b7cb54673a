package dev.ionosphere.api.health;

import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.problem.HubException;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which models of a node count: its newest release, and what a device still runs. */
@Singleton
public final class RunningModels {

  /** As many devices speak for a node whose newest release they do not run. */
  private static final int SPEAKERS = 3;

  private final ModelReleases releases;
  private final DeviceModels devices;
  private final NodeHealths healths;

  RunningModels(ModelReleases releases, DeviceModels devices, NodeHealths healths) {
    this.releases = releases;
    this.devices = devices;
    this.healths = healths;
  }

  /** The newest release first. */
  public Set<String> of(String ion, String node) {
    Set<String> digests = new LinkedHashSet<>();
    newest(ion, node).ifPresent(digests::add);
    digests.addAll(devices.running(ion, node));
    return digests;
  }

  /**
   * Which model is meant.
   *
   * @param digest of one that counts; empty for the first that is judged, or else the newest
   *     release
   * @return empty if there is none yet
   */
  public String meant(String ion, String node, String digest, List<NodeHealth> judged) {
    Set<String> digests = of(ion, node);
    if (digest.isEmpty()) {
      return judged.stream()
          .map(NodeHealth::digest)
          .findFirst()
          .orElse(digests.stream().findFirst().orElse(""));
    }
    if (!digests.contains(digest)) {
      throw HubException.notFound("model that node %s of %s runs".formatted(node, ion), digest);
    }
    return digest;
  }

  /**
   * Whether what the model's devices see is told of the node: they run its newest release, or are
   * three, or all there are. Who runs another model alone is told of as a device.
   */
  boolean speaks(String ion, String node, String digest) {
    if (newest(ion, node).filter(digest::equals).isPresent()) {
      return true;
    }
    long run = devices.running(ion, node, digest);
    long all = devices.runningAny(ion, node);
    return run > 0 && run >= Math.min(SPEAKERS, all);
  }

  private Optional<String> newest(String ion, String node) {
    return releases.findFirstByIonAndNodeOrderByGenerationDesc(ion, node).map(ModelRelease::digest);
  }

  /** Judgements of the node's models that count, that of the newest release first. */
  public List<NodeHealth> judgements(String ion, String node) {
    Set<String> digests = of(ion, node);
    String newest = newest(ion, node).orElse("");
    return healths.findByIonAndNodeOrderByJudgedAtDesc(ion, node).stream()
        .filter(health -> digests.contains(health.digest()))
        .sorted((a, b) -> Boolean.compare(b.digest().equals(newest), a.digest().equals(newest)))
        .toList();
  }

  /** Whether any model that speaks for its node has drifted. */
  public boolean drifted(String ion) {
    return healths.findByIon(ion).stream()
        .filter(NodeHealth::drifted)
        .anyMatch(health -> speaks(ion, health.node(), health.digest()));
  }
}
