package dev.ionosphere.api.dashboard.component;

import dev.ionosphere.api.component.ComponentView;
import java.util.List;

/** Components: those that come with Ionosphere first. */
public record ComponentsPage(List<ComponentView> components) {
  public ComponentsPage {
    components = List.copyOf(components);
  }
}
