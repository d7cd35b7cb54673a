package dev.ionosphere.api.component;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.component.ComponentReference;
import dev.ionosphere.spec.reader.BuiltInComponents;
import dev.ionosphere.spec.reader.ComponentReader;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The components that come with Ionosphere, and those that people pushed. */
@Singleton
final class HubComponents implements ComponentCatalogue {

  private static final int MOST = 100;

  private final PushedComponents pushed;

  HubComponents(PushedComponents pushed) {
    this.pushed = pushed;
  }

  @Override
  public Found find(ComponentReference reference) {
    if (BuiltInComponents.named(reference.name()).isPresent()) {
      return BuiltInComponents.find(reference);
    }
    Optional<PushedComponent> there =
        reference
            .version()
            .flatMap(version -> pushed.findById(reference.toString()))
            .filter(component -> component.deletedAt() == null);
    if (there.isPresent()) {
      return new Found.There(read(there.get()));
    }
    List<String> versions = pushed.versions(reference.name(), MOST);
    return versions.isEmpty() ? new Found.NoName(names()) : new Found.NoVersion(versions);
  }

  private List<String> names() {
    List<String> names =
        new ArrayList<>(BuiltInComponents.all().stream().map(Component::name).toList());
    names.addAll(pushed.names(MOST));
    return names;
  }

  /** What a manifest says that was valid when it was pushed. */
  static Component read(PushedComponent component) {
    return switch (ComponentReader.read(component.manifest())) {
      case ComponentReader.Result.Valid valid -> valid.component();
      case ComponentReader.Result.Invalid invalid ->
          throw new IllegalStateException(
              "component %s: its stored manifest is not valid: %s"
                  .formatted(component.id(), invalid.findings().getFirst().text()));
    };
  }
}
