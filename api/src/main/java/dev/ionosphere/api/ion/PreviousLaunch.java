package dev.ionosphere.api.ion;

import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import dev.ionosphere.workflows.machine.node.inference.Release;
import dev.ionosphere.workflows.machine.state.IonState;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an ION that was launched before leaves to the launch after it, by the ledger. */
@Singleton
final class PreviousLaunch {

  private final UsedNumbers numbers;
  private final ModelReleases releases;
  private final RegisteredModels models;
  private final ModelRegistry registry;

  PreviousLaunch(
      UsedNumbers numbers,
      ModelReleases releases,
      RegisteredModels models,
      ModelRegistry registry) {
    this.numbers = numbers;
    this.releases = releases;
    this.models = models;
    this.registry = registry;
  }

  /**
   * The state going on from it; the same if there was none. Only what has proven itself is held.
   */
  IonState before(IonState launch) {
    String ion = launch.name();
    Map<String, Long> last = numbers.of(ion);
    Map<String, List<Release>> proven =
        releases.proven(ion).stream()
            .flatMap(this::signed)
            .collect(
                Collectors.groupingBy(
                    Held::node,
                    LinkedHashMap::new,
                    Collectors.mapping(Held::release, Collectors.toList())));
    Map<String, InferenceState> holds = new LinkedHashMap<>();
    proven.forEach((node, held) -> holds.put(node, InferenceState.holding(held)));
    return launch.after(last, holds);
  }

  private Stream<Held> signed(ModelRelease release) {
    return models.findById(release.digest()).stream()
        .map(model ->
            new Held(
                release.node(),
                new Release(
                    release.generation(),
                    registry.ref(model),
                    release.allowedBy(),
                    "",
                    model.metrics())));
  }

  private record Held(String node, Release release) {}
}
