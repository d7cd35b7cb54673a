package dev.ionosphere.api.dashboard.model;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.dashboard.chart.Histograms;
import dev.ionosphere.api.dashboard.training.MetricTables;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.health.Baselines;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.recall.RecalledModels;
import dev.ionosphere.models.health.Baseline;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models, and one with its lineage. */
@Hidden
@Controller("/models")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class ModelPages {
  private static final Pageable NEWEST = Pageable.from(0, 100).withoutTotal();

  private final ModelRegistry registry;
  private final RegisteredModels models;
  private final ModelReleases releases;
  private final Approvals approvals;
  private final DeviceModels devices;
  private final Baselines baselines;
  private final MetricTables tables;
  private final RecalledModels recalled;
  private final Pages pages;

  ModelPages(
      ModelRegistry registry,
      RegisteredModels models,
      ModelReleases releases,
      Approvals approvals,
      DeviceModels devices,
      Baselines baselines,
      MetricTables tables,
      RecalledModels recalled,
      Pages pages) {
    this.registry = registry;
    this.models = models;
    this.releases = releases;
    this.approvals = approvals;
    this.devices = devices;
    this.baselines = baselines;
    this.tables = tables;
    this.recalled = recalled;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester) {
    List<RegisteredModel> found = models.findAllOrderByRegisteredAtDesc(NEWEST);
    Map<String, String> places = new LinkedHashMap<>();
    found.forEach(model -> places.put(model.digest(), place(model)));
    ModelsPage page = new ModelsPage(found, places);
    return pages.show(request, requester, Section.MODELS, "Models", "model/all", page);
  }

  @Get("/{digest}")
  ModelAndView<Map<String, Object>> one(
      HttpRequest<?> request, Requester requester, String digest) {
    RegisteredModel model = registry.beginning(digest);
    List<DeviceModel> running =
        devices.findByIonOrderByDevice(model.ion()).stream()
            .filter(device -> model.digest().equals(device.actualDigest()))
            .toList();
    ModelPage page =
        new ModelPage(
            model,
            place(model),
            registry.manifest(model),
            tables.of(model.digest()),
            approvals.findByCandidate(model.digest()),
            releases.findByDigest(model.digest()),
            running,
            features(model.digest()),
            recalled.findById(model.digest()).orElse(null));
    String title = "Model " + Format.digest(model.digest());
    return pages.show(request, requester, Section.MODELS, title, "model/one", page);
  }

  /** What became of a model: the newest release of its node, an older one, or not (yet) let out. */
  private String place(RegisteredModel model) {
    if (recalled.existsById(model.digest())) {
      return "recalled";
    }
    List<ModelRelease> out = releases.findByDigest(model.digest());
    boolean current =
        out.stream()
            .anyMatch(release ->
                releases
                    .findFirstByIonAndNodeOrderByGenerationDesc(release.ion(), release.node())
                    .map(newest -> newest.digest().equals(model.digest()))
                    .orElse(false));
    if (!out.isEmpty()) {
      return current ? "released" : "superseded";
    }
    return approvals.findByCandidate(model.digest()).stream()
        .map(Approval::state)
        .map(state -> state.equals("pending") ? "waiting" : state)
        .reduce((older, newer) -> newer)
        .orElse("candidate");
  }

  private Map<String, Chart> features(String digest) {
    Map<String, Chart> charts = new LinkedHashMap<>();
    for (Baseline.Feature feature :
        baselines.of(digest).map(Baseline::features).orElse(List.of())) {
      charts.put(
          feature.name(),
          Histograms.compared(feature, "training", feature.training().counts(), "", new long[0]));
    }
    return charts;
  }
}
