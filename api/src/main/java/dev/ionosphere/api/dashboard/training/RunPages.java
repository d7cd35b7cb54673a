package dev.ionosphere.api.dashboard.training;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.IonCommands;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.training.RunProgresses;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.workflows.WorkflowNames;
import io.micronaut.data.model.Pageable;
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

/** The runs of an ION, and one of them while it runs or afterwards. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class RunPages {
  private static final Pageable NEWEST = Pageable.from(0, 100).withoutTotal();

  private final TrainingRuns runs;
  private final RunProgresses progresses;
  private final Approvals approvals;
  private final ClusterSizes sizes;
  private final MetricTables tables;
  private final IonService ions;
  private final IonCommands commands;
  private final HubConfiguration hub;
  private final Pages pages;

  RunPages(
      TrainingRuns runs,
      RunProgresses progresses,
      Approvals approvals,
      ClusterSizes sizes,
      MetricTables tables,
      IonService ions,
      IonCommands commands,
      HubConfiguration hub,
      Pages pages) {
    this.runs = runs;
    this.progresses = progresses;
    this.approvals = approvals;
    this.sizes = sizes;
    this.tables = tables;
    this.ions = ions;
    this.commands = commands;
    this.hub = hub;
    this.pages = pages;
  }

  @Get("/ions/{ion}/runs")
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester, String ion) {
    String name = ions.ion(ion).name();
    List<TrainingRun> found = runs.findByIonOrderByStartedAtDesc(name, NEWEST);
    RunsPage page = new RunsPage(name, found, MetricCurve.of(found));
    return pages.show(
        request, requester, Section.IONS, name + " training runs", "training/all", page);
  }

  @Get("/runs/{id}")
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, Requester requester, String id) {
    TrainingRun run = run(id);
    List<Approval> through =
        run.digest() == null ? List.of() : approvals.findByCandidate(run.digest());
    RunPage page =
        new RunPage(
            run,
            progresses.findById(id).orElse(null),
            through,
            sizes.of(run.digest()),
            tables.of(run.digest()),
            hub.temporalPage(WorkflowNames.ion(run.ion())),
            requester.may(Permission.STOP_RUN));
    return pages.show(request, requester, Section.IONS, id, "training/one", page);
  }

  @Post("/runs/{id}/stop")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Needs(Permission.STOP_RUN)
  HttpResponse<?> stop(
      HttpRequest<?> request, String id, @Nullable @Body Form sent, Requester requester) {
    TrainingRun run = run(id);
    return pages.act(
        request,
        sent,
        "/runs/" + run.id(),
        form -> commands.stopRun(run.ion(), run.id(), null, requester).message());
  }

  private TrainingRun run(String id) {
    return runs.findById(id).orElseThrow(() -> HubException.notFound("run", id));
  }
}
