package dev.ionosphere.api.dashboard.component;

import dev.ionosphere.api.component.ComponentRegistry.Use;
import dev.ionosphere.api.component.ComponentView;
import java.util.List;

/**
 * One version of a component.
 *
 * @param versions of it, newest first
 * @param uses nodes whose documents name it
 */
public record ComponentPage(ComponentView component, List<String> versions, List<Use> uses) {
  public ComponentPage {
    versions = List.copyOf(versions);
    uses = List.copyOf(uses);
  }
}
