package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.views.ModelAndView;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what a page shows into the {@link Frame} around it, and answers forms. */
@Singleton
public final class Pages {
  private final Approvals approvals;
  private final Alerts alerts;
  private final Notices notices;
  private final Assets assets;
  private final HubConfiguration hub;
  private final Clock clock;

  Pages(
      Approvals approvals,
      Alerts alerts,
      Notices notices,
      Assets assets,
      HubConfiguration hub,
      Clock clock) {
    this.approvals = approvals;
    this.alerts = alerts;
    this.notices = notices;
    this.assets = assets;
    this.hub = hub;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /**
   * A page.
   *
   * @param template its name below {@code src/main/jte}
   * @param page what the template shows
   */
  public ModelAndView<Map<String, Object>> show(
      HttpRequest<?> request,
      Requester requester,
      Section section,
      String title,
      String template,
      Object page) {
    // Live refreshes must not eat the notice meant for the page itself.
    @Nullable Notice notice =
        request.getHeaders().contains("HX-Request") ? null : notices.take(request).orElse(null);
    Frame frame =
        new Frame(
            title,
            section,
            requester.person(),
            requester.roleNames().stream().sorted().toList(),
            FormTokens.of(request),
            approvals.countByState("pending"),
            alerts.countByClearedAtIsNullAndAcknowledgedAtIsNull(),
            clock.instant(),
            notice,
            assets.root(),
            hub.temporalPage());
    return new ModelAndView<>(template, Map.of("frame", frame, "page", page));
  }

  /**
   * Does what a form asks, unless the form is not ours, and goes to a page that says what came of
   * it.
   *
   * @param sent null for a request without a body, which is a form without fields
   * @param act returns what was done, in words
   */
  public HttpResponse<?> act(
      HttpRequest<?> request, @Nullable Form sent, String next, Function<Form, String> act) {
    Form form = sent == null ? Form.EMPTY : sent;
    FormTokens.check(request, form.form());
    try {
      notices.leave(request, new Notice(Tone.OK, act.apply(form)));
    } catch (HubException refused) {
      notices.leave(request, new Notice(Tone.BAD, String.valueOf(refused.getMessage())));
    }
    return HttpResponse.seeOther(URI.create(next));
  }
}
