package dev.ionosphere.api.ion;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.machine.engine.IonView;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IONs: apply, look at, command. */
@Controller("/api/v1/ions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IonController {

  private final IonService service;
  private final IonLaunches launches;
  private final IonCommands commands;
  private final StoredIons ions;
  private final NodeWarnings warnings;
  private final IonWorkflows workflows;
  private final LastViews last;
  private final HubConfiguration configuration;

  IonController(
      IonService service,
      IonLaunches launches,
      IonCommands commands,
      StoredIons ions,
      NodeWarnings warnings,
      IonWorkflows workflows,
      LastViews last,
      HubConfiguration configuration) {
    this.service = service;
    this.launches = launches;
    this.commands = commands;
    this.ions = ions;
    this.warnings = warnings;
    this.workflows = workflows;
    this.last = last;
    this.configuration = configuration;
  }

  /** Applies one ION: YAML (overlays as further documents), or JSON with {@code documents}. */
  @Answers({200, 201})
  @Post
  @Consumes({
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml",
    MediaType.APPLICATION_JSON
  })
  @Needs(Permission.APPLY_ION)
  HttpResponse<Plan> apply(
      @Body byte[] body,
      @Header("Content-Type") MediaType type,
      @Nullable @QueryValue("dryRun") String dryRunText,
      @Nullable @Header("If-Match") String ifMatch,
      HttpRequest<?> request,
      Requester requester) {
    boolean dryRun = DryRun.asked(request.getParameters());
    if (body.length == 0) {
      throw HubException.malformed("the body is empty; an ION in YAML or JSON is allowed");
    }
    boolean json = type.getSubtype().equals("json");
    Plan plan =
        service.apply(
            json ? Bundle.documents(body) : List.of(body),
            dryRun,
            Optional.ofNullable(ifMatch),
            requester);
    boolean created = plan.action().equals("create") && !dryRun;
    MutableHttpResponse<Plan> response =
        created ? HttpResponse.created(plan) : HttpResponse.ok(plan);
    return dryRun ? response : response.header("ETag", IonService.tag(service.ion(plan.name())));
  }

  @Get
  @Needs(Permission.READ)
  Page list() {
    return new Page(ions.findAllOrderByName().stream().map(this::summary).toList());
  }

  @Get("/{ion}")
  @Needs(Permission.READ)
  HttpResponse<Detail> get(String ion) {
    StoredIon stored = service.ion(ion);
    Optional<IonView> live = Optional.empty();
    String unreachable = null;
    try {
      live =
          stored.launchedAt() == null || stored.isLost() ? Optional.empty() : workflows.state(ion);
      live.ifPresent(last::heard);
    } catch (HubException e) {
      unreachable = e.getMessage();
    }
    return HttpResponse.ok(
            new Detail(
                summary(stored),
                Json.map(stored.document()),
                warnings.of(ion, live.orElse(null)),
                live.orElse(null),
                live.isPresent() || stored.launchedAt() == null ? null : last.of(ion).orElse(null),
                unreachable))
        .header("ETag", IonService.tag(stored));
  }

  @Answers({200, 202})
  @Post("/{ion}/launch")
  @Consumes(MediaType.ALL)
  @Needs(Permission.LAUNCH_ION)
  HttpResponse<CommandReceipt> launch(String ion, Requester requester) {
    CommandReceipt receipt = launches.launch(ion, requester);
    return receipt.done() ? HttpResponse.accepted().body(receipt) : HttpResponse.ok(receipt);
  }

  @Post("/{ion}/pause")
  @Consumes(MediaType.ALL)
  @Needs(Permission.PAUSE_ION)
  CommandReceipt pause(
      String ion, @Nullable @Header("Idempotency-Key") String key, Requester requester) {
    return commands.pause(ion, key, requester);
  }

  @Post("/{ion}/resume")
  @Consumes(MediaType.ALL)
  @Needs(Permission.PAUSE_ION)
  CommandReceipt resume(
      String ion, @Nullable @Header("Idempotency-Key") String key, Requester requester) {
    return commands.resume(ion, key, requester);
  }

  @Post("/{ion}/stop")
  @Consumes(MediaType.ALL)
  @Needs(Permission.STOP_ION)
  CommandReceipt stop(
      String ion, @Nullable @Header("Idempotency-Key") String key, Requester requester) {
    return commands.stop(ion, key, requester);
  }

  /** Stops it, and takes its models off the devices. */
  @Post("/{ion}/withdraw")
  @Consumes(MediaType.ALL)
  @Needs(Permission.STOP_ION)
  CommandReceipt withdraw(
      String ion, @Nullable @Header("Idempotency-Key") String key, Requester requester) {
    return commands.withdraw(ion, key, requester);
  }

  @Answers(202)
  @Post("/{ion}/nodes/{node}/run")
  @Consumes(MediaType.ALL)
  @Needs(Permission.RUN_NODE)
  HttpResponse<CommandReceipt> run(
      String ion,
      String node,
      @Nullable @Header("Idempotency-Key") String key,
      Requester requester) {
    return HttpResponse.accepted().body(commands.run(ion, node, key, requester));
  }

  /** Removes an ION that does not run. Its timeline stays. */
  @Answers(204)
  @Delete("/{ion}")
  @Needs(Permission.DELETE_ION)
  HttpResponse<?> delete(String ion, Requester requester) {
    service.delete(ion, requester);
    return HttpResponse.noContent();
  }

  private Summary summary(StoredIon ion) {
    String workflow = WorkflowNames.ion(ion.name());
    return new Summary(
        ion.name(),
        ion.generation(),
        ion.digest(),
        ion.status(),
        ion.labels(),
        ion.appliedBy(),
        ion.appliedAt(),
        ion.launchedAt(),
        workflow,
        configuration.temporalPage(workflow));
  }

  record Page(List<Summary> items) {}

  /** An ION without its document. */
  record Summary(
      String name,
      long generation,
      String digest,
      String status,
      Map<String, String> labels,
      String appliedBy,
      Instant appliedAt,
      @Nullable Instant launchedAt,
      String workflow,
      String temporal) {}

  /**
   * An ION with its document and its workflow's own word.
   *
   * @param warnings where the hub does not do what the workflow believes, each with its node
   * @param live absent if it is not running or cannot be asked
   * @param heard what it said last, with its time, if it is not running or cannot be asked
   * @param unreachable why it cannot be asked
   */
  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Summary summary,
      Map<String, Object> document,
      List<String> warnings,
      @Nullable IonView live,
      @Nullable IonView heard,
      @Nullable String unreachable) {}
}
