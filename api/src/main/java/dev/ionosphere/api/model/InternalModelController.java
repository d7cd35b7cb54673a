package dev.ionosphere.api.model;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.models.pack.ModelRef;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Registration of models by workers. */
@Controller("/internal/v1/models")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalModelController {

  private final ModelRegistry registry;

  InternalModelController(ModelRegistry registry) {
    this.registry = registry;
  }

  @Post
  ModelRef register(@Body Registration registration) {
    return registry.register(
        registration.manifestDigest(), registration.ion(), registration.node(), registration.run());
  }

  /**
   * A package whose parts are uploaded.
   *
   * @param manifestDigest {@code sha256:} and 64 hex digits
   */
  record Registration(String manifestDigest, String ion, String node, String run) {
    Registration {
      Required.text("manifestDigest", manifestDigest);
      Required.text("ion", ion);
      Required.text("node", node);
      Required.text("run", run);
    }
  }
}
