package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
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

/** The list of IONs and the page of one. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class IonPages {
  private final IonReading reading;
  private final Pages pages;

  IonPages(IonReading reading, Pages pages) {
    this.reading = reading;
    this.pages = pages;
  }

  @Get("/")
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester) {
    return pages.show(request, requester, Section.IONS, "IONs", "ion/all", reading.all());
  }

  @Get("/ions/{name}")
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, Requester requester, String name) {
    IonPage page = reading.one(name, requester, pages.now());
    return pages.show(request, requester, Section.IONS, name, "ion/one", page);
  }
}
