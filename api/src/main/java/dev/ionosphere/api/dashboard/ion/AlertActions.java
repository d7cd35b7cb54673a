package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.alert.AlertCare;
import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
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

/** The forms beside an alert. */
@Hidden
@Controller("/alerts/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Needs(Permission.ACKNOWLEDGE_ALERT)
final class AlertActions {
  private final AlertCare care;
  private final Pages pages;

  AlertActions(AlertCare care, Pages pages) {
    this.care = care;
    this.pages = pages;
  }

  @Post("/acknowledge")
  HttpResponse<?> acknowledge(
      HttpRequest<?> request, long id, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request,
        sent,
        "/",
        form -> "You look after alert " + care.acknowledge(id, requester).kind() + ".");
  }

  @Post("/close")
  HttpResponse<?> close(
      HttpRequest<?> request, long id, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request, sent, "/", form -> "You closed alert " + care.close(id, requester).kind() + ".");
  }
}
