package dev.ionosphere.api.dashboard.rollout;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.RolloutService;
import dev.ionosphere.api.rollout.Rollouts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rollouts, one of them, and its commands. */
@Hidden
@Controller("/rollouts")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RolloutPages {
  private static final int SIZE = 100;

  private final Rollouts rollouts;
  private final RolloutService service;
  private final DeviceModels devices;
  private final HubConfiguration hub;
  private final Pages pages;

  RolloutPages(
      Rollouts rollouts,
      RolloutService service,
      DeviceModels devices,
      HubConfiguration hub,
      Pages pages) {
    this.rollouts = rollouts;
    this.service = service;
    this.devices = devices;
    this.hub = hub;
    this.pages = pages;
  }

  @Get
  @Needs(Permission.READ)
  ModelAndView<Map<String, Object>> all(
      HttpRequest<?> request,
      Requester requester,
      @QueryValue(defaultValue = "") String ion,
      @QueryValue @Nullable String after) {
    List<Rollout> found = rollouts.newest(ion, Slice.after(after, rollouts::existsById), SIZE);
    RolloutsPage page =
        new RolloutsPage(found, ion, found.size() < SIZE ? null : found.getLast().id());
    return pages.show(request, requester, Section.ROLLOUTS, "Rollouts", "rollout/all", page);
  }

  @Get("/{id}")
  @Needs(Permission.READ)
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, Requester requester, String id) {
    Rollout rollout = service.rollout(id);
    RolloutPage page =
        new RolloutPage(
            rollout,
            WaveView.of(rollout, service.waves(id)),
            devices.findByIonAndNodeOrderByDevice(rollout.ion(), rollout.node()),
            hub.temporalPage(id),
            requester.may(Permission.CONTROL_ROLLOUT));
    return pages.show(request, requester, Section.ROLLOUTS, id, "rollout/one", page);
  }

  @Post("/{id}/{command:pause|resume|abort}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Needs(Permission.CONTROL_ROLLOUT)
  HttpResponse<?> command(
      HttpRequest<?> request,
      String id,
      String command,
      @Nullable @Body Form sent,
      Requester requester) {
    return pages.act(
        request,
        sent,
        "/rollouts/" + service.rollout(id).id(),
        form -> service.command(id, command, form.reason(), requester).message());
  }
}
