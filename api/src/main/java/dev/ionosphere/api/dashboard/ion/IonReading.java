package dev.ionosphere.api.dashboard.ion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.dashboard.alert.AlertTables;
import dev.ionosphere.api.dashboard.approval.Inbox;
import dev.ionosphere.api.dashboard.timeline.EventLine;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.health.RunningModels;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.ion.LastViews;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.Rollouts;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.TimelineReading;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.engine.IonView;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the ION pages show out of the hub's stores. */
@Singleton
final class IonReading {
  private static final int RUNS = 5;
  private static final int EVENTS = 8;

  private final StoredIons ions;
  private final IonService service;
  private final Approvals approvals;
  private final Inbox inbox;
  private final AlertTables alerts;
  private final TrainingRuns runs;
  private final Rollouts rollouts;
  private final ModelReleases releases;
  private final DeviceModels deviceModels;
  private final RunningModels running;
  private final TimelineReading timeline;
  private final NodeStatuses statuses;
  private final LiveViews live;
  private final LastViews last;
  private final HubConfiguration hub;

  IonReading(
      StoredIons ions,
      IonService service,
      Approvals approvals,
      Inbox inbox,
      AlertTables alerts,
      TrainingRuns runs,
      Rollouts rollouts,
      ModelReleases releases,
      DeviceModels deviceModels,
      RunningModels running,
      TimelineReading timeline,
      NodeStatuses statuses,
      LiveViews live,
      LastViews last,
      HubConfiguration hub) {
    this.ions = ions;
    this.service = service;
    this.approvals = approvals;
    this.inbox = inbox;
    this.alerts = alerts;
    this.runs = runs;
    this.rollouts = rollouts;
    this.releases = releases;
    this.deviceModels = deviceModels;
    this.running = running;
    this.timeline = timeline;
    this.statuses = statuses;
    this.live = live;
    this.last = last;
    this.hub = hub;
  }

  IonsPage all(Requester requester) {
    return new IonsPage(
        ions.findAllOrderByName().stream().map(this::row).toList(),
        inbox.all(requester),
        alerts.newest(requester));
  }

  private IonRow row(StoredIon ion) {
    @Nullable ModelRelease newest =
        releases.findFirstByIonOrderByReleasedAtDesc(ion.name()).orElse(null);
    List<DeviceModel> fleet = deviceModels.findByIonOrderByDevice(ion.name());
    List<TimelineReading.Told> last = newest(ion.name(), 1);
    return new IonRow(
        ion,
        approvals.countByIonAndState(ion.name(), "pending"),
        newest,
        fleet.stream().filter(IonReading::current).count(),
        fleet.stream().map(DeviceModel::device).distinct().count(),
        running.drifted(ion.name()),
        last.isEmpty() ? null : last.getFirst().record().occurredAt());
  }

  private static boolean current(DeviceModel device) {
    return device.wantedGeneration() > 0 && device.actualGeneration() == device.wantedGeneration();
  }

  IonPage one(String name, Requester requester, Instant now) {
    StoredIon stored = ions.findById(name).orElseThrow(() -> HubException.notFound("ION", name));
    Ion ion = Documents.stored(stored.document());
    Optional<IonView> view =
        stored.launchedAt() == null || stored.isLost() ? Optional.empty() : live.of(name);
    Optional<IonView> heard = view.or(() -> last.of(name));
    List<NodeStatus> nodes = statuses.of(stored, ion, heard, now);
    List<Rollout> newest = rollouts.newest(name, "", 1);
    return new IonPage(
        stored,
        view.map(shown -> shown.status().text()).orElse(stored.status()),
        view.isPresent(),
        heard.map(IonView::asOf).orElse(null),
        heard
            .map(IonView::observedGeneration)
            .orElseGet(() -> service.inForce(stored).generation()),
        IonGraph.of(ion, nodes),
        nodes,
        inbox.of(name, requester),
        alerts.ofIon(name, requester),
        runs.findByIonOrderByStartedAtDesc(name, Pageable.from(0, RUNS)),
        newest.isEmpty() ? null : newest.getFirst(),
        newest(name, EVENTS).stream().map(EventLine::of).toList(),
        pretty(stored.document()),
        stored.launchedAt() == null ? "" : hub.temporalPage(WorkflowNames.ion(name)),
        requester.may(Permission.LAUNCH_ION),
        requester.may(Permission.RUN_NODE));
  }

  private List<TimelineReading.Told> newest(String ion, int size) {
    return timeline.newest(
        ion,
        Long.MAX_VALUE,
        new TimelineReading.Filter(Instant.EPOCH, ColumnLimits.LATEST, "", ""),
        size);
  }

  private static String pretty(String document) {
    JsonNode tree = Json.tree(document);
    return tree.toPrettyString();
  }
}
