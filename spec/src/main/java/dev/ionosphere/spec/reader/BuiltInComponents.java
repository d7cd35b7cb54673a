package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.component.ComponentCatalogue.Found;
import dev.ionosphere.spec.component.ComponentReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The components that come with Ionosphere; their versions need not be named. */
public final class BuiltInComponents {

  private static final String FOLDER = "/dev/ionosphere/spec/component/";

  private static final Map<String, Component> BY_NAME = new TreeMap<>();

  static {
    for (String name : List.of("kmeans", "logistic-regression", "random-forest")) {
      BY_NAME.put(name, read(name));
    }
  }

  private BuiltInComponents() {}

  /** In the order of their names. */
  public static List<Component> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** Of this name, whatever its version. */
  public static Optional<Component> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** What can be told of a component where no hub is asked: nothing of people's own. */
  public static Found offline(ComponentReference reference) {
    return named(reference.name()).isPresent()
        ? find(reference)
        : ComponentCatalogue.UNCHECKED.find(reference);
  }

  /** What can be told of a component where there are no others. */
  public static Found find(ComponentReference reference) {
    Optional<Component> component = named(reference.name());
    if (component.isEmpty()) {
      return new Found.NoName(List.copyOf(BY_NAME.keySet()));
    }
    String version = component.get().version();
    return reference.version().filter(named -> !named.equals(version)).isPresent()
        ? new Found.NoVersion(List.of(version))
        : new Found.There(component.get());
  }

  private static Component read(String name) {
    try (InputStream manifest =
        BuiltInComponents.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      return switch (ComponentReader.readBytes(
          Objects.requireNonNull(manifest, name).readAllBytes())) {
        case ComponentReader.Result.Valid valid -> valid.component();
        case ComponentReader.Result.Invalid invalid ->
            throw new IllegalStateException(name + ": " + invalid.findings().getFirst().text());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
