package dev.ionosphere.api.dashboard.notice;

import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.notification.NoticeDeliveries;
import dev.ionosphere.api.notification.NoticeDelivery;
import dev.ionosphere.api.notification.NoticeDesk;
import dev.ionosphere.api.notification.NoticeMute;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is told what, what is muted, and what was sent last; with the forms beside them. */
@Hidden
@Controller("/notices")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class NoticePages {
  private static final int LAST = 30;
  private static final String PAGE = "/notices";

  private final NoticeDesk desk;
  private final NoticeDeliveries deliveries;
  private final Pages pages;

  NoticePages(NoticeDesk desk, NoticeDeliveries deliveries, Pages pages) {
    this.desk = desk;
    this.deliveries = deliveries;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester) {
    NoticesPage page =
        new NoticesPage(
            desk.routes(),
            desk.mutes(),
            deliveries.newest("", "", Long.MAX_VALUE, LAST),
            requester.may(Permission.MUTE_NOTICES));
    return pages.show(request, requester, Section.IONS, "Notices", "notice/all", page);
  }

  @Post("/routes/{name}/test")
  @Needs(Permission.MUTE_NOTICES)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> test(
      HttpRequest<?> request, String name, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request,
        sent,
        PAGE,
        form -> {
          NoticeDelivery tried = desk.test(name, requester);
          return "The test of route %s is %s%s"
              .formatted(name, tried.state(), tried.reason() == null ? "." : ": " + tried.reason());
        });
  }

  /** The form's subject is the pattern of IONs, its decision how long it holds. */
  @Post("/mutes")
  @Needs(Permission.MUTE_NOTICES)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> mute(HttpRequest<?> request, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request,
        sent,
        PAGE,
        form -> {
          NoticeMute mute =
              desk.mute(form.subject(), List.of(), null, form.decision(), form.reason(), requester);
          return "Notices of " + mute.ions() + " are muted.";
        });
  }

  @Post("/mutes/{id}/end")
  @Needs(Permission.MUTE_NOTICES)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> unmute(
      HttpRequest<?> request, long id, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request,
        sent,
        PAGE,
        form -> {
          desk.unmute(id, requester);
          return "The mute has ended.";
        });
  }
}
