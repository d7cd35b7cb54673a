package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.IonCommands;
import dev.ionosphere.api.ion.IonLaunches;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.recovery.Recovery;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;

/** The forms of an ION's page; the services and roles are those of REST. */
@Hidden
@Controller("/ions/{ion}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
final class IonActions {
  private final IonService service;
  private final IonLaunches launches;
  private final Recovery recovery;
  private final IonCommands commands;
  private final Pages pages;

  IonActions(
      IonService service,
      IonLaunches launches,
      Recovery recovery,
      IonCommands commands,
      Pages pages) {
    this.recovery = recovery;
    this.service = service;
    this.launches = launches;
    this.commands = commands;
    this.pages = pages;
  }

  @Post("/launch")
  @Needs(Permission.LAUNCH_ION)
  HttpResponse<?> launch(
      HttpRequest<?> request, String ion, @Nullable @Body Form sent, Requester requester) {
    return pages.act(request, sent, page(ion), form -> launches.launch(ion, requester).message());
  }

  @Post("/recover")
  @Needs(Permission.LAUNCH_ION)
  HttpResponse<?> recover(
      HttpRequest<?> request, String ion, @Nullable @Body Form sent, Requester requester) {
    return pages.act(request, sent, page(ion), form -> recovery.recover(ion, requester).message());
  }

  @Post("/pause")
  @Needs(Permission.PAUSE_ION)
  HttpResponse<?> pause(
      HttpRequest<?> request, String ion, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request, sent, page(ion), form -> commands.pause(ion, null, requester).message());
  }

  @Post("/resume")
  @Needs(Permission.PAUSE_ION)
  HttpResponse<?> resume(
      HttpRequest<?> request, String ion, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request, sent, page(ion), form -> commands.resume(ion, null, requester).message());
  }

  @Post("/stop")
  @Needs(Permission.STOP_ION)
  HttpResponse<?> stop(
      HttpRequest<?> request, String ion, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request, sent, page(ion), form -> commands.stop(ion, null, requester).message());
  }

  @Post("/withdraw")
  @Needs(Permission.STOP_ION)
  HttpResponse<?> withdraw(
      HttpRequest<?> request, String ion, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request, sent, page(ion), form -> commands.withdraw(ion, null, requester).message());
  }

  @Post("/nodes/{node}/run")
  @Needs(Permission.RUN_NODE)
  HttpResponse<?> run(
      HttpRequest<?> request,
      String ion,
      String node,
      @Nullable @Body Form sent,
      Requester requester) {
    return pages.act(
        request, sent, page(ion), form -> commands.run(ion, node, null, requester).message());
  }

  private String page(String ion) {
    return "/ions/" + service.ion(ion).name();
  }
}
