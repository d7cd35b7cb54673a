package dev.ionosphere.spec.format.training;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.component.ComponentCatalogue.Found;
import dev.ionosphere.spec.component.ComponentReference;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import java.util.Optional;

/** Which component a node runs. */
final class ComponentText {

  private static final String ALLOWED =
      "a component such as kmeans, or name@version: small letters, digits and '-'";

  private ComponentText() {}

  static String read(Fields fields) {
    String component = fields.needText("component", ALLOWED);
    if (!component.isEmpty() && ComponentReference.of(component).isEmpty()) {
      fields
          .findings()
          .refused(
              fields.at("component"), fields.pathOf("component"), Quoted.of(component), ALLOWED);
    }
    return component;
  }

  /** The component, if it is known here; a finding if it is known not to be there. */
  static Optional<Component> find(Fields fields, String text, ComponentCatalogue components) {
    if (fields.isLenient()) {
      return Optional.empty();
    }
    return ComponentReference.of(text)
        .flatMap(reference -> found(fields, reference, components.find(reference)));
  }

  private static Optional<Component> found(
      Fields fields, ComponentReference reference, Found found) {
    return switch (found) {
      case Found.There(Component component) -> Optional.of(component);
      case Found.Unseen() -> Optional.empty();
      case Found.NoName(var names) -> {
        fields
            .findings()
            .unknown(
                fields.at("component"),
                fields.pathOf("component"),
                "component",
                reference.name(),
                names);
        yield Optional.empty();
      }
      case Found.NoVersion(var versions) -> {
        fields
            .findings()
            .refused(
                fields.at("component"),
                fields.pathOf("component"),
                reference.version().isPresent()
                    ? Quoted.of(reference.toString())
                    : Quoted.of(reference.name()) + " without a version",
                String.join(
                    ", ",
                    versions.stream().map(version -> reference.name() + "@" + version).toList()));
        yield Optional.empty();
      }
    };
  }
}
