package dev.ionosphere.api.order;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Devices and orders for rollouts. */
@Controller("/internal/v1/orders")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalOrderController {

  private final OrderDesk desk;

  InternalOrderController(OrderDesk desk) {
    this.desk = desk;
  }

  /** Ids of the devices that a rollout is for. */
  @Post("/rollouts")
  List<String> open(@Body RolloutClaim claim) {
    return desk.open(checked(claim));
  }

  /** Signed orders for devices of a rollout. */
  @Post
  SignedOrders sign(@Body OrderRequest request) {
    RolloutClaim unused = checked(request.claim());
    return desk.sign(request);
  }

  private static RolloutClaim checked(RolloutClaim claim) {
    Required.text("ion", claim.ion());
    Required.text("node", claim.node());
    Required.text("model", claim.model());
    Required.text("rollout", claim.rollout());
    return claim;
  }
}
