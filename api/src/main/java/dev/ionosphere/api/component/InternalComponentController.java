package dev.ionosphere.api.component;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Components for workers. */
@Controller("/internal/v1/components")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalComponentController {

  private final ComponentRegistry registry;

  InternalComponentController(ComponentRegistry registry) {
    this.registry = registry;
  }

  /** Where a version is, and what it must be. A deleted one may have runs that began before. */
  @Get("/{name}/{version}")
  Place get(String name, String version) {
    PushedComponent component = registry.everPushed(name, version);
    return new Place(
        component.digest(),
        component.archive(),
        component.archiveBytes(),
        component.pushedBy(),
        component.deletedAt() != null);
  }

  /**
   * @param digest of its files
   * @param archive name of the blob that holds it; of a deleted one it may be gone
   */
  record Place(
      String digest, String archive, long archiveBytes, String pushedBy, boolean deleted) {}
}
