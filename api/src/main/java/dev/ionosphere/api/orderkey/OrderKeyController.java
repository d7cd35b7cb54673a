package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The keys that orders to devices are signed with, without their secrets. */
@Controller("/api/v1/keys/orders")
@Needs(Permission.ROTATE_KEYS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrderKeyController {

  private final OrderKeys keys;
  private final RootRotation rotation;

  OrderKeyController(OrderKeys keys, RootRotation rotation) {
    this.keys = keys;
    this.rotation = rotation;
  }

  /** The newest root of trust. */
  @Get
  OrderRootView get() {
    keys.readAgain();
    return OrderRootView.of(keys);
  }

  /**
   * Gives a role a new key, by a new root that devices get with their next order.
   *
   * @param role root, release or director
   */
  @Post("/rotate")
  @Consumes(MediaType.ALL)
  OrderRootView rotate(@QueryValue String role, Requester requester) {
    Root unused = rotation.rotate(role(role), requester.person());
    return OrderRootView.of(keys);
  }

  private static OrderRole role(String text) {
    try {
      return OrderRole.of("role", text);
    } catch (ModelFormatException e) {
      throw HubException.malformed(String.valueOf(e.getMessage()));
    }
  }
}
