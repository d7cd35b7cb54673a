package dev.ionosphere.api.dashboard.component;

import dev.ionosphere.api.component.ComponentRegistry;
import dev.ionosphere.api.component.ComponentView;
import dev.ionosphere.api.component.PushedComponents;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.spec.reader.BuiltInComponents;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Components, and one with its arguments and the nodes that run it. */
@Hidden
@Controller("/components")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class ComponentPages {
  private static final int MOST = 200;

  private final ComponentRegistry registry;
  private final PushedComponents components;
  private final Pages pages;

  ComponentPages(ComponentRegistry registry, PushedComponents components, Pages pages) {
    this.registry = registry;
    this.components = components;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester) {
    ComponentsPage page =
        new ComponentsPage(
            Stream.concat(
                    BuiltInComponents.all().stream().map(ComponentView::of),
                    components.page("", "", MOST).stream().map(ComponentView::of))
                .toList());
    return pages.show(request, requester, Section.COMPONENTS, "Components", "component/all", page);
  }

  @Get("/{name}/{version}")
  ModelAndView<Map<String, Object>> one(
      HttpRequest<?> request, Requester requester, String name, String version) {
    ComponentView component = registry.view(name, version);
    List<String> versions =
        component.builtIn() ? List.of(version) : components.versions(name, MOST);
    ComponentPage page = new ComponentPage(component, versions, registry.uses(component));
    return pages.show(
        request, requester, Section.COMPONENTS, name + "@" + version, "component/one", page);
  }
}
