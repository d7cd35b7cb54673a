package dev.ionosphere.api.notification;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Who is told what, and where. */
@Controller("/api/v1/notices/routes")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RouteController {

  private final NoticeDesk desk;
  private final HubConfiguration hub;

  RouteController(NoticeDesk desk, HubConfiguration hub) {
    this.desk = desk;
    this.hub = hub;
  }

  /** All routes, by name. */
  @Get
  List<RouteView> list() {
    return desk.routes().stream().map(RouteView::of).toList();
  }

  @Get("/{name}")
  RouteView get(String name) {
    return RouteView.of(desk.route(name));
  }

  /** Makes a route, or takes another's place. What is open is told, also if it was told before. */
  @Put("/{name}")
  @Needs(Permission.ROUTE_NOTICES)
  RouteView set(String name, @Body RouteApplication application, Requester requester) {
    return RouteView.of(desk.set(name, application, requester));
  }

  /** Removes a route; notices under way go on. */
  @Answers(204)
  @Delete("/{name}")
  @Needs(Permission.ROUTE_NOTICES)
  HttpResponse<?> remove(String name, Requester requester) {
    desk.remove(name, requester);
    return HttpResponse.noContent();
  }

  /** Sends a test notice. The answer says what became of it, or that it is still being sent. */
  @Post("/{name}/test")
  @Consumes(MediaType.ALL)
  @Needs(Permission.MUTE_NOTICES)
  DeliveryView test(String name, Requester requester) {
    return DeliveryView.of(desk.test(name, requester), hub);
  }
}
