package dev.ionosphere.api.dashboard.timeline;

import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.timeline.ChainTip;
import dev.ionosphere.api.timeline.ChainTips;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.TimelineReading;
import dev.ionosphere.api.timeline.Verification;
import dev.ionosphere.api.timeline.Verifier;
import dev.ionosphere.workflows.timeline.EventKinds;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The timeline of an ION with filters, causes and what checking it found. */
@Hidden
@Controller("/ions/{ion}/timeline")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class TimelinePages {
  private static final int SIZE = 100;

  /** A longer ledger is checked on request only. */
  private static final long CHECKED_EACH_TIME = 2_000;

  private final IonService ions;
  private final TimelineReading reading;
  private final ChainTips tips;
  private final Verifier verifier;
  private final Pages pages;

  TimelinePages(
      IonService ions, TimelineReading reading, ChainTips tips, Verifier verifier, Pages pages) {
    this.ions = ions;
    this.reading = reading;
    this.tips = tips;
    this.verifier = verifier;
    this.pages = pages;
  }

  /**
   * @param before only records with a lower sequence
   * @param at a record that must be on the page
   */
  @Get
  ModelAndView<Map<String, Object>> timeline(
      HttpRequest<?> request,
      Requester requester,
      String ion,
      @QueryValue(defaultValue = "") String kind,
      @QueryValue(defaultValue = "") String node,
      @QueryValue @Nullable Long before,
      @QueryValue @Nullable Long at,
      @QueryValue @Nullable String verify) {
    StoredIon stored = ions.ion(ion);
    long below = before != null ? before : at != null ? at + SIZE / 2 : Long.MAX_VALUE;
    List<TimelineReading.Told> found =
        reading.newest(
            stored.name(),
            below,
            new TimelineReading.Filter(Instant.EPOCH, ColumnLimits.LATEST, kind, node),
            SIZE);
    TimelinePage page =
        new TimelinePage(
            stored.name(),
            found.stream().map(EventLine::of).toList(),
            EventKinds.all(),
            Documents.stored(stored.document()).nodes().keySet().stream().toList(),
            kind,
            node,
            found.size() < SIZE ? null : found.getLast().record().sequence(),
            verification(stored.name(), verify != null));
    return pages.show(request, requester, Section.IONS, ion + " timeline", "timeline/page", page);
  }

  /** Who asks for it gets the whole check, with the workflow as witness. */
  private @Nullable Verification verification(String ion, boolean asked) {
    if (asked) {
      return verifier.verify(ion);
    }
    long length = tips.findById(ion).map(ChainTip::sequence).orElse(0L);
    return length <= CHECKED_EACH_TIME ? verifier.chain(ion) : null;
  }
}
