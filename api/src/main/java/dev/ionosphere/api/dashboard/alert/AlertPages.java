package dev.ionosphere.api.dashboard.alert;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertCare;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The alerts, with the forms beside them. */
@Hidden
@Controller("/alerts")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class AlertPages {
  private static final int CLOSED = 50;

  private final Alerts alerts;
  private final AlertTables tables;
  private final AlertCare care;
  private final Pages pages;

  AlertPages(Alerts alerts, AlertTables tables, AlertCare care, Pages pages) {
    this.alerts = alerts;
    this.tables = tables;
    this.care = care;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> all(
      HttpRequest<?> request, Requester requester, @QueryValue @Nullable Long before) {
    List<Alert> closed =
        alerts.newest("", false, false, true, before == null ? Long.MAX_VALUE : before, CLOSED);
    AlertsPage page =
        new AlertsPage(
            tables.all(requester), closed, closed.size() < CLOSED ? null : closed.getLast().id());
    return pages.show(request, requester, Section.ALERTS, "Alerts", "alert/all", page);
  }

  @Post("/{id}/acknowledge")
  @Needs(Permission.ACKNOWLEDGE_ALERT)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> acknowledge(
      HttpRequest<?> request, long id, @Nullable @Body Form sent, Requester requester) {
    return act(
        request,
        sent,
        form -> "You look after alert " + care.acknowledge(id, requester).kind() + ".");
  }

  @Post("/{id}/close")
  @Needs(Permission.ACKNOWLEDGE_ALERT)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> close(
      HttpRequest<?> request, long id, @Nullable @Body Form sent, Requester requester) {
    return act(request, sent, form -> "You closed alert " + care.close(id, requester).kind() + ".");
  }

  private HttpResponse<?> act(
      HttpRequest<?> request, @Nullable Form sent, Function<Form, String> act) {
    return pages.act(request, sent, sent == null ? "/alerts" : sent.pageOr("/alerts"), act);
  }
}
