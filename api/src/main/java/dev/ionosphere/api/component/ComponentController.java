package dev.ionosphere.api.component;

import dev.ionosphere.api.component.ComponentRegistry.Pushed;
import dev.ionosphere.api.component.ComponentRegistry.Use;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.ReceivedBody;
import dev.ionosphere.spec.reader.BuiltInComponents;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Components: push, look at, delete. */
@Controller("/api/v1/components")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ComponentController {

  private final ComponentRegistry registry;
  private final PushedComponents components;

  ComponentController(ComponentRegistry registry, PushedComponents components) {
    this.registry = registry;
    this.components = components;
  }

  /** Those that come with Ionosphere, then by name, newest version first; all, or of a name. */
  @Get
  Slice<ComponentView> list(
      @QueryValue(defaultValue = "") String name,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    String after = Slice.after(cursor, components::existsById);
    Slice<ComponentView> pushed =
        Slice.of(components.page(name, after, size), size, PushedComponent::id)
            .map(ComponentView::of);
    if (!after.isEmpty()) {
      return pushed;
    }
    List<ComponentView> all = new ArrayList<>();
    BuiltInComponents.all().stream()
        .filter(component -> name.isEmpty() || component.name().equals(name))
        .map(ComponentView::of)
        .forEach(all::add);
    all.addAll(pushed.items());
    return new Slice<>(all, pushed.next());
  }

  /** A version, and the nodes that run it. */
  @Get("/{name}/{version}")
  Detail get(String name, String version) {
    ComponentView component = registry.view(name, version);
    return new Detail(component, registry.uses(component));
  }

  /**
   * Takes the archive of a component: a zip with component.yaml at its root.
   *
   * @param source where it came from, such as an address of Git and a commit
   */
  @Answers({200, 201})
  @Post
  @Consumes("application/zip")
  @Needs(Permission.PUSH_COMPONENT)
  HttpResponse<ComponentView> push(
      @Body InputStream body, @QueryValue(defaultValue = "") String source, Requester requester)
      throws IOException {
    try (InputStream content = new ReceivedBody(body)) {
      Pushed pushed = registry.push(content, source, requester);
      ComponentView view = ComponentView.of(pushed.component());
      return pushed.isNew() ? HttpResponse.created(view) : HttpResponse.ok(view);
    }
  }

  /** Deletes a version that no ION uses. Its name and version are never given to another. */
  @Answers(204)
  @Delete("/{name}/{version}")
  @Needs(Permission.DELETE_COMPONENT)
  HttpResponse<Void> delete(String name, String version, Requester requester) {
    registry.delete(name, version, requester);
    return HttpResponse.noContent();
  }

  /**
   * @param uses nodes of IONs whose documents name it
   */
  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped ComponentView component, List<Use> uses) {}
}
