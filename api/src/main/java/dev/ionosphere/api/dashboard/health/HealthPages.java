package dev.ionosphere.api.dashboard.health;

import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.HealthTracks;
import dev.ionosphere.api.health.ModelHealth;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.RunningModels;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The health of inference nodes. */
@Hidden
@Controller("/ions/{ion}/health")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class HealthPages {
  private static final int MOST_DEVICES = 1_000;

  private final IonService ions;
  private final ModelReleases releases;
  private final RunningModels running;
  private final HealthTracks tracks;
  private final DeviceHealths totals;
  private final HealthReading reading;
  private final Pages pages;

  HealthPages(
      IonService ions,
      ModelReleases releases,
      RunningModels running,
      HealthTracks tracks,
      DeviceHealths totals,
      HealthReading reading,
      Pages pages) {
    this.ions = ions;
    this.releases = releases;
    this.running = running;
    this.tracks = tracks;
    this.totals = totals;
    this.reading = reading;
    this.pages = pages;
  }

  /** Of the ION's first node that sees data. */
  @Get
  ModelAndView<Map<String, Object>> first(HttpRequest<?> request, Requester requester, String ion) {
    Ion document = Documents.stored(ions.ion(ion).document());
    String node =
        judged(document).stream()
            .findFirst()
            .orElseThrow(() ->
                new HubException(ErrorCode.NOT_FOUND, "ION " + ion + " has no node with health"));
    return show(request, requester, document, node, "");
  }

  /**
   * @param digest of another model than the newest release
   */
  @Get("/{node}")
  ModelAndView<Map<String, Object>> one(
      HttpRequest<?> request,
      Requester requester,
      String ion,
      String node,
      @QueryValue(defaultValue = "") String digest) {
    Ion document = Documents.stored(ions.ion(ion).document());
    return show(request, requester, document, node, digest);
  }

  private static List<String> judged(Ion ion) {
    return ion.nodes().values().stream()
        .filter(node -> NodeViews.of(node).health().isPresent())
        .map(Node::name)
        .toList();
  }

  private ModelAndView<Map<String, Object>> show(
      HttpRequest<?> request, Requester requester, Ion ion, String node, String digest) {
    HealthPolicy policy =
        Optional.ofNullable(ion.nodes().get(node))
            .flatMap(found -> NodeViews.of(found).health())
            .orElseThrow(() ->
                new HubException(
                    ErrorCode.NOT_FOUND,
                    "ION %s has no node \"%s\" with health; allowed: %s"
                        .formatted(ion.name(), node, String.join(", ", judged(ion)))));
    Optional<ModelRelease> release =
        releases.findFirstByIonAndNodeOrderByGenerationDesc(ion.name(), node);
    List<NodeHealth> models = running.judgements(ion.name(), node);
    String shown = running.meant(ion.name(), node, digest, models);
    Optional<NodeHealth> judgement =
        models.stream().filter(health -> health.digest().equals(shown)).findFirst();
    HealthPage page =
        new HealthPage(
            ion.name(),
            node,
            judged(ion),
            policy,
            release.orElse(null),
            judgement.orElse(null),
            models,
            ModelHealth.lines(judgement.orElse(null)),
            judged(ion.name(), node, shown),
            judgement.map(j -> reading.features(j, policy)).orElse(List.of()),
            reading.curve(ion.name(), node, shown, policy),
            devices(ion.name(), node, shown));
    return pages.show(
        request, requester, Section.IONS, ion.name() + " health", "health/page", page);
  }

  private List<ModelHealth.OfDevice> judged(String ion, String node, String digest) {
    return ModelHealth.devices(tracks.ofModel(ion, node, digest, MOST_DEVICES)).stream()
        .sorted(Comparator.comparing(device -> device.raised().isEmpty()))
        .toList();
  }

  private List<DeviceHealth> devices(String ion, String node, String digest) {
    return totals.findByIonAndNodeOrderByDevice(ion, node).stream()
        .filter(total -> total.digest().equals(digest))
        .toList();
  }
}
