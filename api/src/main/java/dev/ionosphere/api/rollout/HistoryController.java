package dev.ionosphere.api.rollout;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.ApprovalDecision;
import dev.ionosphere.api.approval.ApprovalDecisions;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.device.DeviceActivation;
import dev.ionosphere.api.device.DeviceActivations;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What ran on a device at a time, who allowed it, on which evidence. */
@Controller("/api/v1/devices/{device}/models")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {

  private final DeviceActivations activations;
  private final ModelReleases releases;
  private final Approvals approvals;
  private final ApprovalDecisions decisions;
  private final Clock clock;

  HistoryController(
      DeviceActivations activations,
      ModelReleases releases,
      Approvals approvals,
      ApprovalDecisions decisions,
      Clock clock) {
    this.activations = activations;
    this.releases = releases;
    this.approvals = approvals;
    this.decisions = decisions;
    this.clock = clock;
  }

  /** One item for each inference node that ran on the device then; now if {@code at} is absent. */
  @Get
  Answer at(String device, @Nullable @QueryValue String at) {
    Instant time = time(at);
    return new Answer(
        device, time, activations.runningAt(device, time).stream().map(this::item).toList());
  }

  private Instant time(@Nullable String at) {
    try {
      return at == null ? clock.instant() : Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw HubException.malformed(
          "at \"" + at + "\": allowed is a UTC time such as 2026-01-31T10:00:00Z");
    }
  }

  private Item item(DeviceActivation activation) {
    Optional<ModelRelease> release =
        releases.findById(
            activation.ion() + "." + activation.node() + "." + activation.generation());
    List<Permission> permissions =
        release.map(ModelRelease::allowedBy).orElse(List.of()).stream()
            .flatMap(id -> approvals.findById(id).stream())
            .map(approval ->
                new Permission(approval, decisions.findByApprovalOrderByDecidedAt(approval.id())))
            .toList();
    return new Item(activation, release.orElse(null), permissions);
  }

  record Answer(String device, Instant at, List<Item> running) {}

  /** What ran, the release that brought it and what allowed that. */
  record Item(DeviceActivation model, @Nullable ModelRelease release, List<Permission> allowedBy) {}

  /** An approval (with its evidence digest) and who decided. */
  record Permission(Approval approval, List<ApprovalDecision> decisions) {}
}
