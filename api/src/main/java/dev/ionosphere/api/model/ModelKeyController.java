package dev.ionosphere.api.model;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.orderkey.ModelKeyView;
import dev.ionosphere.api.orderkey.ModelKeyViews;
import dev.ionosphere.api.orderkey.RootRotation;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that models are signed with, without their secrets. */
@Controller("/api/v1/keys/models")
@Needs(Permission.ROTATE_KEYS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelKeyController {

  private static final Logger LOG = LoggerFactory.getLogger(ModelKeyController.class);

  private final ModelKeyViews views;
  private final RootRotation rotation;
  private final ModelSignatures signatures;

  ModelKeyController(ModelKeyViews views, RootRotation rotation, ModelSignatures signatures) {
    this.views = views;
    this.rotation = rotation;
    this.signatures = signatures;
  }

  /** Newest first. */
  @Get
  Page list() {
    return new Page(views.all());
  }

  /**
   * Makes a new key that a new root names, and signs every registered model again with it, in one
   * step. Devices believe the key before as well until it is revoked.
   */
  @Post("/rotate")
  Page rotate(@Body Rotate request, Requester requester) {
    Reasons.check(request.reason());
    rotation.rotateModels(
        Boolean.TRUE.equals(request.revoke()),
        request.reason(),
        requester.person(),
        key -> LOG.info("{} models signed again with {}", signatures.again(key), key.keyId()));
    return list();
  }

  /** Leaves a key out of a new root: devices believe it no more once they have an order. */
  @Post("/{key}/revoke")
  Page revoke(String key, @Body Revoke request, Requester requester) {
    Reasons.check(request.reason());
    rotation.revokeModels(
        key,
        request.reason(),
        requester.person(),
        signing ->
            LOG.info("{} models signed again before {} went", signatures.again(signing), key));
    return list();
  }

  record Page(List<ModelKeyView> items) {}

  /**
   * @param revoke leaves the keys before out of the root; false if absent
   * @param reason why; stays with the root
   */
  record Rotate(@Nullable Boolean revoke, String reason) {
    Rotate {
      Required.text("reason", reason);
    }
  }

  record Revoke(String reason) {
    Revoke {
      Required.text("reason", reason);
    }
  }
}
