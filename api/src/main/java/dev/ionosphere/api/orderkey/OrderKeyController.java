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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
  View get() {
    keys.readAgain();
    return view(keys.root());
  }

  /**
   * Gives a role a new key, by a new root that devices get with their next order.
   *
   * @param role root, release or director
   */
  @Post("/rotate")
  @Consumes(MediaType.ALL)
  View rotate(@QueryValue String role, Requester requester) {
    return view(rotation.rotate(role(role), requester.person()));
  }

  private static OrderRole role(String text) {
    try {
      return OrderRole.of("role", text);
    } catch (ModelFormatException e) {
      throw HubException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private View view(Root root) {
    List<RoleView> roles = new ArrayList<>();
    root.roles()
        .forEach((role, given) ->
            roles.add(
                new RoleView(
                    role.text(),
                    List.copyOf(given.keyIds()),
                    given.threshold(),
                    keys.canSign(role) || role == OrderRole.MODEL)));
    return new View(root.hub(), root.version(), root.stateEpoch(), root.expires(), roles);
  }

  /**
   * A root of trust.
   *
   * @param hub whose devices believe it
   * @param stateEpoch of assignments; the director's rotation raises it
   */
  record View(String hub, long version, long stateEpoch, Instant expires, List<RoleView> roles) {}

  /**
   * @param threshold how many of the keys must sign
   * @param here whether this hub has enough of them
   */
  record RoleView(String role, List<String> keys, int threshold, boolean here) {}
}
