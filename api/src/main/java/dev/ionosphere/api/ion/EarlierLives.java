package dev.ionosphere.api.ion;

import dev.ionosphere.api.ion.LastNumbers.LastNumber;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.workflows.ion.EarlierLife;
import dev.ionosphere.workflows.ion.NodeState.Release;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the ledger knows of an ION that was launched before. */
@Singleton
final class EarlierLives {

  private final LastNumbers numbers;
  private final ModelReleases releases;
  private final RegisteredModels models;
  private final ModelRegistry registry;

  EarlierLives(
      LastNumbers numbers,
      ModelReleases releases,
      RegisteredModels models,
      ModelRegistry registry) {
    this.numbers = numbers;
    this.releases = releases;
    this.models = models;
    this.registry = registry;
  }

  /** Nothing in it if there was none. */
  EarlierLife of(String ion) {
    return new EarlierLife(
        numbers.of(ion).stream()
            .collect(Collectors.toMap(LastNumber::node, LastNumber::last, Math::max)),
        releases.findByIonOrderByGeneration(ion).stream()
            .flatMap(this::signed)
            .collect(
                Collectors.groupingBy(
                    Allowed::node, Collectors.mapping(Allowed::release, Collectors.toList()))));
  }

  private Stream<Allowed> signed(ModelRelease release) {
    return models.findById(release.digest()).stream()
        .map(model ->
            new Allowed(
                release.node(),
                new Release(release.generation(), registry.ref(model), release.allowedBy())));
  }

  private record Allowed(String node, Release release) {}
}
