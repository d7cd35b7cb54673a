package dev.ionosphere.api.dashboard.key;

import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.orderkey.ModelKeyViews;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.orderkey.OrderRootView;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.ticketkey.TicketKeyViews;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** The keys that the hub signs with. Rotating them is left to the command line. */
@Hidden
@Controller("/keys")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.ROTATE_KEYS)
final class KeyPages {

  private final OrderKeys orders;
  private final ModelKeyViews models;
  private final TicketKeyViews tickets;
  private final Pages pages;

  KeyPages(OrderKeys orders, ModelKeyViews models, TicketKeyViews tickets, Pages pages) {
    this.orders = orders;
    this.models = models;
    this.tickets = tickets;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester) {
    orders.readAgain();
    KeysPage page = new KeysPage(OrderRootView.of(orders), models.all(), tickets.newest());
    return pages.show(request, requester, Section.DEVICES, "Keys", "key/all", page);
  }
}
