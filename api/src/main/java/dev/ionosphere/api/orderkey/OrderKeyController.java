package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.models.order.Root;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys that orders to devices are signed with, without their secrets. */
@Controller("/api/v1/keys/orders")
@Needs(Permission.ROTATE_KEYS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrderKeyController {

  /** Text in a signature in the signatures of an envelope. */
  private static final int DEEPEST = 4;

  private final OrderKeys keys;
  private final RootRotation rotation;
  private final RootProposals proposals;

  OrderKeyController(OrderKeys keys, RootRotation rotation, RootProposals proposals) {
    this.keys = keys;
    this.rotation = rotation;
    this.proposals = proposals;
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
    Root unused = rotation.rotate(RootProposal.role(role), requester.person());
    return OrderRootView.of(keys);
  }

  /**
   * The next root, to be signed by root keys that are kept elsewhere: an envelope as DSSE has it.
   * Nothing changes until it is handed in.
   */
  @Post("/proposals")
  Map<String, Object> propose(@Body RootProposal proposal) {
    return Json.map(new String(proposals.propose(proposal).json(), StandardCharsets.UTF_8));
  }

  /** Follows a root that was signed elsewhere. */
  @Post("/roots")
  OrderRootView take(@Body Signed signed, Requester requester) {
    Reasons.check(signed.reason());
    Root unused =
        proposals.take(
            Json.canonical(signed.root()).getBytes(StandardCharsets.UTF_8),
            requester.person(),
            signed.reason());
    return OrderRootView.of(keys);
  }

  /**
   * @param root an envelope of a proposal, with signatures
   * @param reason why; stays with the root
   */
  record Signed(Map<String, Object> root, String reason) {
    Signed {
      Required.text("reason", reason);
      if (root == null) {
        throw new IllegalArgumentException("root is missing");
      }
      if (!isNested(root, DEEPEST)) {
        throw new IllegalArgumentException("root is nested deeper than an envelope");
      }
    }

    /** At most so many levels deep. */
    private static boolean isNested(Object value, int levels) {
      Collection<?> inner =
          switch (value) {
            case Map<?, ?> map -> map.values();
            case Collection<?> list -> list;
            default -> List.of();
          };
      return levels > 0
          && inner.stream().filter(Objects::nonNull).allMatch(one -> isNested(one, levels - 1));
    }
  }
}
