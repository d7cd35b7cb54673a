package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.ApprovalService;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.approval.GateQuestions;
import dev.ionosphere.api.approval.Mandates;
import dev.ionosphere.api.dashboard.Form;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.dashboard.training.ClusterSizes;
import dev.ionosphere.api.dashboard.training.MetricTables;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.Fleet;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.DecisionReceipt;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inbox, one approval, and the decision. */
@Hidden
@Controller("/approvals")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class ApprovalPages {
  private static final int CLOSED = 50;

  private final ApprovalService service;
  private final Approvals approvals;
  private final GateQuestions questions;
  private final Inbox inbox;
  private final Mandates mandates;
  private final RegisteredModels models;
  private final Evidence evidence;
  private final ClusterSizes sizes;
  private final MetricTables tables;
  private final DeviceModels deviceModels;
  private final Fleet fleet;
  private final IonService ions;
  private final DocumentChanges documents;
  private final HubConfiguration hub;
  private final Pages pages;

  ApprovalPages(
      ApprovalService service,
      Approvals approvals,
      GateQuestions questions,
      Inbox inbox,
      Mandates mandates,
      RegisteredModels models,
      Evidence evidence,
      ClusterSizes sizes,
      MetricTables tables,
      DeviceModels deviceModels,
      Fleet fleet,
      IonService ions,
      DocumentChanges documents,
      HubConfiguration hub,
      Pages pages) {
    this.service = service;
    this.approvals = approvals;
    this.questions = questions;
    this.inbox = inbox;
    this.mandates = mandates;
    this.models = models;
    this.evidence = evidence;
    this.sizes = sizes;
    this.tables = tables;
    this.deviceModels = deviceModels;
    this.fleet = fleet;
    this.ions = ions;
    this.documents = documents;
    this.hub = hub;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> inbox(
      HttpRequest<?> request, Requester requester, @QueryValue @Nullable String after) {
    List<Approval> closed = approvals.closed(Slice.after(after, approvals::existsById), CLOSED);
    ApprovalsPage page =
        new ApprovalsPage(
            inbox.all(requester), closed, closed.size() < CLOSED ? null : closed.getLast().id());
    return pages.show(request, requester, Section.APPROVALS, "Approvals", "approval/all", page);
  }

  @Get("/{id}")
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, Requester requester, String id) {
    Approval approval = service.approval(id);
    Ion ion = Documents.stored(ions.ion(approval.ion()).document());
    @Nullable RegisteredModel candidate = models.findById(approval.candidate()).orElse(null);
    @Nullable RegisteredModel current =
        approval.currentDigest() == null
            ? null
            : models.findById(approval.currentDigest()).orElse(null);
    ApprovalPage page =
        new ApprovalPage(
            approval,
            documents.of(approval),
            questions.of(approval).orElse(null),
            candidate,
            current,
            Evidence.metrics(candidate, current),
            sizes.of(approval.candidate()),
            sizes.of(approval.currentDigest()),
            tables.of(approval.candidate(), approval.currentDigest()),
            evidence.features(approval.candidate(), approval.currentDigest()),
            devices(approval, ion),
            running(approval),
            service.decisions(id),
            refusal(approval, ion, requester),
            mandates.loans(approval, requester),
            hub.temporalPage(WorkflowNames.ion(approval.ion())));
    return pages.show(request, requester, Section.APPROVALS, id, "approval/one", page);
  }

  @Post("/{id}/decision")
  @Needs(Permission.DECIDE)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> decide(
      HttpRequest<?> request, String id, @Nullable @Body Form sent, Requester requester) {
    return pages.act(
        request,
        sent,
        "/approvals/" + service.approval(id).id(),
        form ->
            words(
                service.decide(
                    id,
                    form.decision(),
                    form.subject(),
                    form.reason(),
                    form.onBehalfOf(),
                    requester)));
  }

  private static String words(DecisionReceipt receipt) {
    String verb = receipt.decision().equals("approve") ? "approved" : "rejected";
    return receipt.outcome().equals("open")
        ? "You %s; %d of %d approvals are there."
            .formatted(verb, receipt.approvals(), receipt.required())
        : "You %s %s.".formatted(verb, receipt.approval());
  }

  private List<String> devices(Approval approval, Ion ion) {
    return approval.targets().stream()
        .map(ion.nodes()::get)
        .filter(Objects::nonNull)
        .flatMap(node -> NodeViews.of(node).devices().stream())
        .flatMap(devices -> fleet.select(devices).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private List<DeviceModel> running(Approval approval) {
    return approval.targets().stream()
        .flatMap(node -> deviceModels.findByIonAndNodeOrderByDevice(approval.ion(), node).stream())
        .toList();
  }

  /** The workflow has the last word; this only spares people a form that it would refuse. */
  private String refusal(Approval approval, Ion ion, Requester requester) {
    if (approval.roles().stream().noneMatch(requester.roleNames()::contains)
        && mandates.loans(approval, requester).isEmpty()) {
      return "It takes role "
          + approval.approverRole()
          + "; you have "
          + String.join(", ", requester.roleNames().stream().sorted().toList())
          + ".";
    }
    Node node = ion.nodes().get(approval.node());
    // Who proposed a document never decides on it.
    boolean notRequester = node == null ? approval.isChange() : NodeViews.of(node).notRequester();
    if (notRequester && approval.requester().equals(requester.actor())) {
      return approval.isChange()
          ? "You proposed this document; somebody else has to decide on it."
          : "You asked for this training; somebody else has to decide on its model.";
    }
    return "";
  }
}
