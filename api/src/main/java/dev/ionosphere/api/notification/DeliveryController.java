package dev.ionosphere.api.notification;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Choice;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What was sent, and what became of it. */
@Controller("/api/v1/notices/deliveries")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveryController {

  private final NoticeDeliveries deliveries;
  private final HubConfiguration hub;

  DeliveryController(NoticeDeliveries deliveries, HubConfiguration hub) {
    this.deliveries = deliveries;
    this.hub = hub;
  }

  /**
   * Newest first.
   *
   * @param state waiting, sending, delivered, refused or given-up: only those
   */
  @Get
  Slice<DeliveryView> list(
      @QueryValue(defaultValue = "") String route,
      @QueryValue(defaultValue = "") String state,
      @Nullable @QueryValue Long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    String wanted =
        Choice.of("state", state, DeliveryState.class).map(DeliveryState::text).orElse("");
    return Slice.of(
        deliveries.newest(route, wanted, cursor == null ? Long.MAX_VALUE : cursor, size).stream()
            .map(delivery -> DeliveryView.of(delivery, hub))
            .toList(),
        size,
        delivery -> String.valueOf(delivery.id()));
  }
}
